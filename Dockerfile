# One image for web, worker, beat and the one-time preparation. tests/launcher/test_image.py runs these steps.

FROM node:24-slim AS assets
WORKDIR /assets
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
RUN mkdir vendor && cp node_modules/echarts/dist/echarts.min.js vendor/echarts.min.js \
    && cp node_modules/echarts/LICENSE vendor/echarts.LICENSE.txt

FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONUTF8=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /app
COPY requirements.lock ./
RUN python -m pip install --require-hashes --no-deps --only-binary=:all: -r requirements.lock
COPY . ./
COPY --from=assets /assets/vendor /assets/vendor
# The static files are part of the image, not of a volume that would keep yesterday's.
ENV PLANNING_STATIC=/app/collected
RUN mkdir -p build/assets && cp -r /assets/vendor build/assets/vendor \
    && PLANNING_STATE=build DJANGO_SETTINGS_MODULE=planning.settings.check python manage.py collectstatic --no-input \
    && rm -r build
RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/planning
ENV DJANGO_SETTINGS_MODULE=planning.settings.production PLANNING_STATE=/var/lib/planning
USER 10001:10001
EXPOSE 8000
CMD ["python", "-m", "planning.web", "--bind", "0.0.0.0:8000"]
