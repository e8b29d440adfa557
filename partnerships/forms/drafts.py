"""What forms share that are saved while they are written."""

from partnerships.base.models import broken_names


class Draft:
    """A form of a record of which what is right can be written, whatever else is wrong."""

    @property
    def right_values(self):
        """Return the values that may be written, by field.

        A rule over several fields, such as the order of dates, says no to all that it speaks of.
        What was not asked, such as the picture when a script saves, stays as it is.
        """
        broken = broken_names(self.instance) if self.non_field_errors() else set()
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in broken and not self._is_omitted(name)
        }

    def _is_omitted(self, name):
        widget = self.fields[name].widget
        return widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))
