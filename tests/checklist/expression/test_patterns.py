"""Patterns of regex(): the notation that forms use, and no pattern that can hang the program."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.checklist.expression.language import Scope, compile_expression, tree
from inspector_app.errors import ExpressionError


def fits(text: str, pattern: str) -> object:
    return compile_expression("regex(${text}, ${pattern})").evaluate(
        Scope(tree({"text": text, "pattern": pattern}))
    )


@pytest.mark.parametrize(
    ("pattern", "text", "fitting"),
    [
        ("[0-9]+", "12345", True),
        ("[0-9]+", "12345a", False),
        (r"\d{1,4}/[A-ZĐ]{2,}-[A-Z&]+", "1010/QĐ-UBND", True),
        (r"\d{12}", "012345678901", True),
        (r"\d{12}", "01234567890", False),
        (r"^(\+84|0)\d{9,10}$", "0912345678", True),
        (r"^(\+84|0)\d{9,10}$", "912345678", False),
        (r"[^@\s]+@[^@\s]+\.(gov|edu)\.vn", "sxd@mau.gov.vn", True),
        (r"[\p{L} ]+", "Nguyễn Văn Ánh", True),
        (r"\p{Lu}.*", "ánh", False),
        ("(a|b)*c?", "abbac", True),
        ("a{2}", "aaa", False),
        ("a{2,}", "aaaa", True),
        ("a{0}b", "b", True),
        ("(?:ab)+?", "abab", True),
        ("", "", True),
        ("", "a", False),
        (".", "\n", False),
        ("a^b", "ab", False),
        ("[]a-]+", "]-a", True),
        (r"\u0110", "Đ", True),
        (r"[\d.]+", "4.5", True),
        ("(){100}", "", True),
    ],
)
def test_the_whole_text_must_fit(pattern: str, text: str, fitting: bool) -> None:
    assert fits(text, pattern) is fitting


@pytest.mark.parametrize(
    "pattern",
    ["(", "a)", "[a", "*a", "a{2", "a{3,2}", "[z-a]", "\\", r"(a)\1", "(?=a)", "a**", "[[:alpha:]]", r"\q",
     r"\p{Greek}", "a{9999}", "((a{50}){50}){50}", "(" * 100 + ")" * 100, "x" * 3000],
)  # fmt: skip
def test_a_pattern_that_is_broken_or_too_large_is_refused(pattern: str) -> None:
    with pytest.raises(ExpressionError, match="EXPRESSION-EVALUATE"):
        fits("aaa", pattern)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "a*a*a*a*a*a*a*a*b", "(.*)*(.*)*b"])
def test_patterns_that_hang_others_end_here(pattern: str) -> None:
    """With a backtracking matcher each of these would outlive the inspection."""
    assert fits("a" * 5000, pattern) is False


def test_a_long_text_and_a_large_pattern_together_are_refused() -> None:
    with pytest.raises(ExpressionError, match="EXPRESSION-EVALUATE"):
        fits("ab" * 50_000, "(a?b?){400}" * 2)


_PATTERNS = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", "1", "a|b", "^", "$"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{0,}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
    ),
    max_leaves=6,
)


@given(_PATTERNS, st.text("ab1", max_size=5))
def test_it_says_what_the_standard_library_says(pattern: str, text: str) -> None:
    assert fits(text, pattern) is (re.fullmatch(pattern, text) is not None)
