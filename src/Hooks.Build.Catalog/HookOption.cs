namespace Hooks.Build.Catalog;

/// <summary>An argument of a ready-made hook.</summary>
/// <param name="Name">As it is written, <c>--maxkb</c>.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Help">What it does, in one line.</param>
public sealed record HookOption(string Name, OptionKind Kind, string Help)
{
    /// <summary>Its short form, <c>-b</c>; empty where there is none.</summary>
    public string Letter { get; init; } = "";

    /// <summary>The value it has when it is not written; empty where it has none.</summary>
    public string Default { get; init; } = "";

    /// <summary>The values it can have; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>An option that cannot be written beside it.</summary>
    public string Excludes { get; init; } = "";
}

/// <summary>What an option takes.</summary>
public enum OptionKind
{
    /// <summary>Nothing: it is there or not.</summary>
    Flag,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number from 0.</summary>
    Number,

    /// <summary>Texts: it may be written several times, and a value may hold several between commas.</summary>
    List,

    /// <summary>A file of the repository, by its path from the root, on which the result depends.</summary>
    File,

    /// <summary>A regular expression; may be written several times.</summary>
    Pattern,
}
