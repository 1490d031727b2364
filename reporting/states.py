"""The life of an entry: one table of moves, each with the permission that it needs. Pure.

The same table is a trigger in the database (`reporting.safeguards`), so that no code moves an entry another way.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.permissions import Permission


class State(StrEnum):
    """Where an entry stands; `.label` is what a person reads."""

    BLANK = "blank"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    State.BLANK: "待填报",
    State.DRAFT: "草稿",
    State.SUBMITTED: "已提交",
    State.SIGNED: "已签发",
    State.UNDER_REVIEW: "审核中",
    State.RETURNED: "已退回",
    State.APPROVED: "已审核",
    State.REOPENED: "已重开",
}

# The clerk may type; everywhere else the cell is locked.
EDITABLE = frozenset({State.BLANK, State.DRAFT, State.RETURNED, State.REOPENED})
# Given back with words, and not answered yet.
GIVEN_BACK = frozenset({State.RETURNED, State.REOPENED})
# Beyond the clerk's hands on the way to a decision.
WAITING = frozenset({State.SUBMITTED, State.SIGNED, State.UNDER_REVIEW})

LOCKED_BECAUSE = {
    State.SUBMITTED: "已提交，待县级负责人签发；如需修改请先撤回",
    State.SIGNED: "县级负责人已签发，待市级审核",
    State.UNDER_REVIEW: "市级正在审核",
    State.APPROVED: "已审核入账；如需更正请申请重开",
}

# The same in the few characters of a column.
LOCKED_BRIEFLY = {
    State.SUBMITTED: "待签发",
    State.SIGNED: "待市级审核",
    State.UNDER_REVIEW: "市级审核中",
    State.APPROVED: "已入账",
}


class Move(StrEnum):
    """What a person (or, for LAPSE, the calendar) does to an entry; `.label` is the verb on the record."""

    SAVE = "save"
    CLEAR = "clear"
    AMEND = "amend"
    KEEP = "keep"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    SIGN = "sign"
    UNSIGN = "unsign"
    SEND_BACK = "send_back"
    BEGIN_REVIEW = "begin_review"
    STOP_REVIEW = "stop_review"
    RETURN = "return"
    APPROVE = "approve"
    ASK = "ask"
    DECLINE = "decline"
    REOPEN = "reopen"
    LAPSE = "lapse"

    @property
    def label(self) -> str:
        return RULES[self].label

    @property
    def needs_words(self) -> bool:
        """Whether the person must say why; the words stay for ever."""
        return self in WORDED


WORDED = frozenset({Move.SEND_BACK, Move.RETURN, Move.REOPEN, Move.KEEP, Move.ASK, Move.DECLINE})
# From one of these until it is approved again a cell stays open by itself, whatever becomes of its round.
GIVING_BACK = frozenset({Move.SEND_BACK, Move.RETURN, Move.REOPEN})


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states a move leads where, and who may make it (None: nobody, it happens by itself)."""

    label: str
    sources: frozenset[State]
    target: State
    permission: Permission | None


RULES: dict[Move, Rule] = {
    Move.SAVE: Rule("填写", EDITABLE, State.DRAFT, Permission.ENTER_FIGURES),
    Move.CLEAR: Rule("清空", EDITABLE, State.BLANK, Permission.ENTER_FIGURES),
    # A returned cell is answered before it goes out again: by another value or word, by evidence, or by saying why
    # the value stays. Each of them makes a draft of it, and only drafts are submitted; a draft that says again what
    # was given back (`reporting.unanswered`) is not, and may be kept with words like the cell that it was.
    Move.AMEND: Rule("补正佐证", GIVEN_BACK | {State.DRAFT}, State.DRAFT, Permission.ENTER_FIGURES),
    Move.KEEP: Rule("维持原值", GIVEN_BACK | {State.DRAFT}, State.DRAFT, Permission.ENTER_FIGURES),
    Move.SUBMIT: Rule("提交", frozenset({State.DRAFT}), State.SUBMITTED, Permission.ENTER_FIGURES),
    Move.WITHDRAW: Rule("撤回", frozenset({State.SUBMITTED}), State.DRAFT, Permission.ENTER_FIGURES),
    Move.SIGN: Rule("签发", frozenset({State.SUBMITTED}), State.SIGNED, Permission.SIGN_FIGURES),
    Move.UNSIGN: Rule("撤回签发", frozenset({State.SIGNED}), State.SUBMITTED, Permission.SIGN_FIGURES),
    Move.SEND_BACK: Rule(
        "退回填报人",
        frozenset({State.SUBMITTED, State.SIGNED}),
        State.RETURNED,
        Permission.SIGN_FIGURES,
    ),
    Move.BEGIN_REVIEW: Rule(
        "开始审核", frozenset({State.SIGNED}), State.UNDER_REVIEW, Permission.REVIEW_FIGURES
    ),
    Move.STOP_REVIEW: Rule(
        "暂停审核", frozenset({State.UNDER_REVIEW}), State.SIGNED, Permission.REVIEW_FIGURES
    ),
    Move.RETURN: Rule("退回", frozenset({State.UNDER_REVIEW}), State.RETURNED, Permission.REVIEW_FIGURES),
    Move.APPROVE: Rule(
        "审核通过", frozenset({State.UNDER_REVIEW}), State.APPROVED, Permission.REVIEW_FIGURES
    ),
    # Neither moves the cell: what was asked and what was answered stand in its record.
    Move.ASK: Rule("申请重开", frozenset({State.APPROVED}), State.APPROVED, Permission.ENTER_FIGURES),
    Move.DECLINE: Rule("不予重开", frozenset({State.APPROVED}), State.APPROVED, Permission.REVIEW_FIGURES),
    Move.REOPEN: Rule("重开", frozenset({State.APPROVED}), State.REOPENED, Permission.REVIEW_FIGURES),
    # A re-opened cell whose time ran out locks itself again, with the figure that was approved.
    Move.LAPSE: Rule("到期恢复", EDITABLE | {State.SUBMITTED}, State.APPROVED, None),
}

TRANSITIONS: frozenset[tuple[State, State]] = frozenset(
    (source, rule.target) for rule in RULES.values() for source in rule.sources if source != rule.target
)


def may(move: Move, state: State) -> bool:
    """Whether the move starts from this state."""
    return state in RULES[move].sources


def moves_from(state: State) -> tuple[Move, ...]:
    """The moves that start from this state, in the order of the table."""
    return tuple(move for move in Move if may(move, state))
