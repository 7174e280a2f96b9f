namespace Hooks.Build.CSharp.Formatting;

/// <summary>What is formatted.</summary>
[Flags]
internal enum FormatParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What <c>dotnet format whitespace</c> does: white space, final newline, end of line, charset.</summary>
    Whitespace = 1,

    /// <summary>Order of using directives: what <c>dotnet format style</c> reports as IMPORTS; it is no part of <c>dotnet format whitespace</c>.</summary>
    Usings = 2,

    /// <summary>File header: what <c>dotnet format style --diagnostics IDE0073</c> does.</summary>
    Header = 4,
}
