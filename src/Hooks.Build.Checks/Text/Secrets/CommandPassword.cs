namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A password among the arguments of a program: <c>curl -u name:password</c>, <c>mysql -ppassword</c>, <c>docker login -p password</c>.</summary>
/// <param name="options">The options that a password, or name:password, follows.</param>
internal sealed class CommandPassword(params string[] options) : SecretFormat("password on a command line")
{
    private const int MostOfLine = 512;
    private const int Least = 8;
    private const double LeastEntropy = 3;

    private readonly byte[][] _options = Array.ConvertAll(options, System.Text.Encoding.ASCII.GetBytes);

    /// <summary>Whether a name and a colon stand before the password.</summary>
    public bool HasName { get; init; }

    /// <summary>Whether it stands in the same word as the option.</summary>
    public bool IsJoined { get; init; }

    /// <summary>Whether it may come first, without an option.</summary>
    public bool IsFirst { get; init; }

    public override bool IsByContext => true;

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;
        var at = start + length;
        if (SecretText.IsWordAt(content, start - 1) || SecretText.IsWordAt(content, at))
            return false;

        var end = Math.Min(content.Length, at + MostOfLine);
        var isValue = IsFirst && at + 1 < content.Length && content[at + 1] is (byte)'"' or (byte)'\'';
        while (TryReadWord(content[..end], ref at, out var word))
        {
            var text = content[word];
            if (isValue
                || (IsJoined && OptionOf(text) is { Length: > 0 } option && (word = (word.Start.Value + option.Length)..word.End).End.Value > word.Start.Value))
                return IsPassword(content, word, out secret);

            if (text[^1] is (byte)';' or (byte)'|' or (byte)'&')
                return false;

            isValue = !IsJoined && OptionOf(text) is { Length: > 0 } whole && whole.Length == text.Length;
        }

        return false;
    }

    private ReadOnlySpan<byte> OptionOf(ReadOnlySpan<byte> word)
    {
        foreach (var option in _options)
        {
            if (word.StartsWith(option))
                return option;
        }

        return default;
    }

    private bool IsPassword(ReadOnlySpan<byte> content, Range word, out Range secret)
    {
        var (start, end) = (word.Start.Value, word.End.Value);
        if (end - start > 1 && content[start] is (byte)'"' or (byte)'\'' && content[end - 1] == content[start])
            (start, end) = (start + 1, end - 1);

        secret = start..end;
        if (HasName)
        {
            var colon = content[secret].IndexOf((byte)':');
            secret = (start + colon + 1)..end;
            if (colon < 0)
                return false;
        }

        var password = content[secret];
        return password.Length >= Least && SecretText.HasLetter(password) && SecretText.HasOther(password) && SecretText.Entropy(password) >= LeastEntropy
            && !SecretText.IsSomethingElse(password);
    }

    // Words of one line, which a backslash continues.
    private static bool TryReadWord(ReadOnlySpan<byte> content, ref int at, out Range word)
    {
        while (at < content.Length && (content[at] is (byte)' ' or (byte)'\t' || IsContinued(content, at)))
            at += content[at] == '\\' ? 2 : 1;

        var begin = at;
        while (at < content.Length && content[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            at++;

        word = begin..at;
        return at > begin;
    }

    private static bool IsContinued(ReadOnlySpan<byte> content, int at) => content[at] == '\\' && at + 1 < content.Length && content[at + 1] == '\n';
}
