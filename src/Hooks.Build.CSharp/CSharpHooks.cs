namespace Hooks.Build;

/// <summary>
/// Ready-made hooks for C# files. A hook is one of these constants, with arguments behind it:
/// <code>[Hook] const string Format = CSharpHooks.Format + " --whitespace";</code>
/// </summary>
public static class CSharpHooks
{
    /// <summary>
    /// C# is formatted as <c>.editorconfig</c> says: white space, order of usings, file header. It can be fixed (<c>--fix</c>). It reads only the files in
    /// question and starts neither MSBuild nor <c>dotnet format</c>; generated code is left alone, as <c>dotnet format</c> leaves it.
    /// <list type="bullet">
    /// <item><c>--whitespace</c>: indentation, spacing, line breaks, final newline, end of line, charset: byte for byte what <c>dotnet format whitespace</c>
    /// does.</item>
    /// <item><c>--usings</c>: order of using directives, where <c>dotnet_sort_system_directives_first</c> or <c>dotnet_separate_import_directive_groups</c> is
    /// set (<c>IMPORTS</c> of <c>dotnet format style</c>).</item>
    /// <item><c>--header</c>: the file header that <c>file_header_template</c> asks for, where <c>IDE0073</c> is a warning or an error.</item>
    /// </list>
    /// Without any of them it does all three. Preprocessor symbols are not known: what <c>#if</c> leaves out is not formatted, as with
    /// <c>dotnet format whitespace --folder</c>.
    /// </summary>
    public const string Format = "csharp:format";
}
