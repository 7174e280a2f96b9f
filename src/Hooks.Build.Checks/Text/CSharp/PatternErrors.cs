using System.Text.RegularExpressions;

namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>Says what is wrong with a pattern. The framework's own texts are not part of a native program.</summary>
internal static class PatternErrors
{
    public static string Text(RegexParseError error) => error switch
    {
        RegexParseError.AlternationHasComment => "a comment cannot stand in (?(...)",
        RegexParseError.AlternationHasMalformedCondition => "the condition of (?(...) is malformed",
        RegexParseError.AlternationHasMalformedReference => "the reference in (?(...) is malformed",
        RegexParseError.AlternationHasNamedCapture => "the condition of (?(...) cannot name a group",
        RegexParseError.AlternationHasTooManyConditions => "(?(...) has more than two alternatives",
        RegexParseError.AlternationHasUndefinedReference => "(?(...) refers to a group that does not exist",
        RegexParseError.CaptureGroupNameInvalid => "the name of a group begins with a character that no name begins with",
        RegexParseError.CaptureGroupOfZero => "a group cannot have the number 0",
        RegexParseError.ExclusionGroupNotLast => "what is subtracted from a class must be the last in it",
        RegexParseError.InsufficientClosingParentheses => "a closing parenthesis is missing",
        RegexParseError.InsufficientOpeningParentheses => "there is a closing parenthesis too many",
        RegexParseError.InsufficientOrInvalidHexDigits => "there are too few hexadecimal digits",
        RegexParseError.InvalidGroupingConstruct => "a construct behind (? is not known",
        RegexParseError.InvalidUnicodePropertyEscape => "\\p is not complete",
        RegexParseError.MalformedNamedReference => "\\k is malformed",
        RegexParseError.MalformedUnicodePropertyEscape => "\\p is malformed",
        RegexParseError.MissingControlCharacter => "\\c lacks its character",
        RegexParseError.NestedQuantifiersNotParenthesized => "a quantifier stands behind another one",
        RegexParseError.QuantifierAfterNothing => "a quantifier stands behind nothing",
        RegexParseError.QuantifierOrCaptureGroupOutOfRange => "a number is too large",
        RegexParseError.ReversedCharacterRange => "a range of characters is reversed",
        RegexParseError.ReversedQuantifierRange => "a quantifier's least is more than its most",
        RegexParseError.ShorthandClassInCharacterRange => "a class such as \\w cannot end a range",
        RegexParseError.UndefinedNamedReference => "\\k refers to a group that does not exist",
        RegexParseError.UndefinedNumberedReference => "a number refers to a group that does not exist",
        RegexParseError.UnescapedEndingBackslash => "it ends with a backslash",
        RegexParseError.UnrecognizedControlCharacter => "the character of \\c is not known",
        RegexParseError.UnrecognizedEscape => "an escape is not known",
        RegexParseError.UnrecognizedUnicodeProperty => "the name in \\p is not known",
        RegexParseError.UnterminatedBracket => "a closing bracket is missing",
        RegexParseError.UnterminatedComment => "a comment is not closed",
        _ => "it is malformed",
    };
}
