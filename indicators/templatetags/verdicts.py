"""`{% load verdicts %}`: how a stored verdict looks in a template."""

from django import template

from indicators import chips

register = template.Library()

register.simple_tag(chips.chip, name="chip")
