"""`{% load verdicts %}`: how a stored verdict looks in a template."""

from django import template

from judging import chips

register = template.Library()

register.simple_tag(chips.chip, name="chip")
