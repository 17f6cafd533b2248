"""A block of rows, each with an identifier of its own from the moment that it stands in a form."""

from wagtail import blocks


class RowsBlock(blocks.ListBlock):
    """A list block whose form makes up the identifier of every row that it adds.

    Wagtail (8.0) sends one along with the first row of a list that is not there yet, so that all lists which are added
    while a form is open have the same, and what is remembered of a row, such as a comment, leads to another.
    """

    def get_form_state(self, value):
        value = self.normalize(value)
        states = super().get_form_state(value)
        for row, state in zip(value.bound_blocks, states, strict=True):
            if not row.original_id:
                del state["id"]
        return states


DECONSTRUCT_ALIASES = {RowsBlock: "wagtail.blocks.ListBlock"}
