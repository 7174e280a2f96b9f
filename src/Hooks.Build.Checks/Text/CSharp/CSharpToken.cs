namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>What a token of C# is, as far as it is told apart here.</summary>
internal enum CSharpTokenKind
{
    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A string literal whose value is known.</summary>
    Text,

    /// <summary>Any other character of code, or literal.</summary>
    Other,

    /// <summary>The end of the file.</summary>
    End,
}

/// <summary>A token of C#.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins, in bytes.</param>
/// <param name="Value">Its name, the value of a literal, or the character.</param>
internal readonly record struct CSharpToken(CSharpTokenKind Kind, int Start, string Value)
{
    public bool Is(char character) => Kind == CSharpTokenKind.Other && Value.Length == 1 && Value[0] == character;

    public bool IsName(string name) => Kind == CSharpTokenKind.Name && Value == name;
}
