namespace Hooks.Build.Engine.Tests.Architecture;

internal static partial class Floors
{
    /// <summary>The ready-made checks.</summary>
    public static Project Checks { get; } = new(
        "Hooks.Build.Checks",
        [
            new("."),
            new("Agents"),
            new("Text.Lines"),

            new("Structured", ".", "Text.Lines"),
            new("Text.EditorConfig", ".", "Text.Lines"),
            new("Text.Kinds", "Text.Lines"),
            new("Text.Messages", "."),

            new("Text", ".", "Text.EditorConfig", "Text.Lines"),
            new("Text.Secrets", ".", "Text", "Text.Lines"),
            new("Text.CSharp", ".", "Text.Lines", "Text.Secrets"),

            new("Structured.Json", ".", "Structured", "Text.Lines"),
            new("Structured.Lines", ".", "Structured", "Text.EditorConfig", "Text.Lines"),
            new("Structured.Toml", ".", "Structured"),
            new("Structured.Xml", ".", "Structured"),
            new("Structured.Yaml", ".", "Structured", "Text.Lines"),

            new(
                "Registry",
                ".", "Structured.Json", "Structured.Lines", "Structured.Toml", "Structured.Xml", "Structured.Yaml", "Text", "Text.CSharp", "Text.EditorConfig",
                "Text.Lines", "Text.Messages", "Text.Secrets"),
        ]);

    /// <summary>The compiler's part.</summary>
    public static Project Generators { get; } = new(
        "Hooks.Build.Generators",
        [
            new("Diagnostics"),
            new("Model"),

            new("Parsing", "Model"),

            new("Rules", "Diagnostics", "Model", "Parsing"),
            new("Code", "Parsing"),

            new("Emission", "Diagnostics", "Model", "Rules"),

            new("Joining", "Emission", "Model", "Parsing", "Rules"),

            new(".", "Diagnostics", "Emission", "Joining", "Model", "Parsing", "Rules"),
        ]);

    /// <summary>The repairs in an editor.</summary>
    public static Project CodeFixes { get; } = new(
        "Hooks.Build.CodeFixes",
        [
            new("Uses"),

            new(".", "Uses"),
            new("Code", "Uses"),
        ]);

    /// <summary>The process in which Roslyn runs.</summary>
    public static Project CSharpWorker { get; } = new(
        "Hooks.Build.CSharp.Worker",
        [
            new("Tools"),

            new("Formatting", "Tools"),
            new("Projects", "Tools"),

            new(".", "Formatting", "Projects", "Tools"),
        ])
    {
        Namespace = "Hooks.Build.CSharp",
    };
}
