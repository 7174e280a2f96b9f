namespace Hooks.Build.Graph;

/// <summary>
/// An item of a matrix. It becomes part of the name of a hook, which stands on command lines, in lists of names, in graphs and on terminals, and part of
/// arguments and globs: what any of these would read as something else it may not have.
/// </summary>
public static class MatrixItem
{
    /// <summary>The most items of one matrix.</summary>
    public const int Most = 256;

    /// <summary>The placeholder that stands for the item, without braces.</summary>
    public const string Placeholder = "item";

    private const int Longest = 100;
    private const string Marks = "._-+/@:=~";
    private const string Braced = "{" + Placeholder + "}";

    /// <summary>The name of the hook of an item.</summary>
    public static string NameOf(string matrix, string item) => $"{matrix}[{item}]";

    /// <summary>What is wrong with an item, said of the matrix; <see langword="null"/> for a good one.</summary>
    public static string? Problem(string? item)
    {
        if (string.IsNullOrEmpty(item))
            return "has an empty item";
        if (item!.Length > Longest)
            return $"has an item of {item.Length} characters, '{item.Substring(0, 20)}...'; {Longest} is the most";

        foreach (var character in item)
        {
            if (!char.IsLetterOrDigit(character) && Marks.IndexOf(character) < 0)
                return $"has the item '{Shown(item)}'; an item is made of letters, digits and {string.Join(" ", Marks.ToCharArray())}";
        }

        return null;
    }

    /// <summary>Whether a text that is no command has the placeholder.</summary>
    public static bool IsIn(string? text) => text?.Contains(Braced) == true;

    /// <summary>A text that is no command with the item in place of the placeholder.</summary>
    public static string Fill(string text, string item) => text.Replace(Braced, item);

    private static string Shown(string item) =>
        string.Concat(item.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));
}
