"""`{% load grid_cells %}`: small pieces of text of the clerk's grid."""

from django import template

from reporting.grid import own_unit

register = template.Library()

register.filter("own_unit", own_unit)
