namespace Hooks.Build.Graph;

internal enum TemplatePieceKind
{
    Literal,
    Placeholder,
    LoneBrace,
}

/// <summary>A stretch of an argument: its text is a placeholder's name without braces, or literal text with braces no longer doubled.</summary>
internal readonly record struct TemplatePiece(TemplatePieceKind Kind, string Text, int Position)
{
    private static readonly char[] Braces = ['{', '}'];

    public static IEnumerable<TemplatePiece> Split(string argument)
    {
        var position = 0;
        while (position < argument.Length)
        {
            var brace = argument.IndexOfAny(Braces, position);
            if (brace != position)
            {
                var end = brace < 0 ? argument.Length : brace;
                yield return new(TemplatePieceKind.Literal, argument.Substring(position, end - position), position);
                position = end;
                continue;
            }

            var piece = AtBrace(argument, position, out var length);
            yield return piece;
            position += length;
        }
    }

    private static TemplatePiece AtBrace(string argument, int position, out int length)
    {
        var brace = argument[position];
        length = 2;
        if (position + 1 < argument.Length && argument[position + 1] == brace)
            return new(TemplatePieceKind.Literal, brace.ToString(), position);

        var end = position + 1;
        while (brace == '{' && end < argument.Length && IsNameCharacter(argument[end]))
            end++;

        if (end > position + 1 && end < argument.Length && argument[end] == '}')
        {
            length = end + 1 - position;
            return new(TemplatePieceKind.Placeholder, argument.Substring(position + 1, end - position - 1), position);
        }

        length = 1;
        return new(TemplatePieceKind.LoneBrace, brace.ToString(), position);
    }

    private static bool IsNameCharacter(char character) => char.IsLetterOrDigit(character) || character is '_' or '-' or '.';
}
