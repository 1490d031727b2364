"""The one sentence that stands wherever an invented value is shown, printed or exported."""

DEMO_NOTE = "演示数据：2021–2025 年数值为虚构，仅用于试用。真实规划文本与 2015–2020 年数据未改动。"
