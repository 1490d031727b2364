"""The specification of verdicts, written a second time from its text alone, to be disagreed with.

Nothing here imports the judge: what a text means is known because the dice that wrote the text say so. Two
readings of the same rules by two hands differ where one of them slipped.
"""
