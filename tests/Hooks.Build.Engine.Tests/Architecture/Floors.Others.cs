namespace Hooks.Build.Engine.Tests.Architecture;

internal static partial class Floors
{
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
            new("."),
            new("Code"),
        ]);

    /// <summary>The process in which Roslyn runs.</summary>
    public static Project CSharpWorker { get; } = new(
        "Hooks.Build.CSharp.Worker",
        [
            new("Tools"),

            new("Formatting", "Tools"),
            new("Projects", "Tools"),
            new("Protocol", "Tools"),

            new(".", "Formatting", "Projects", "Protocol", "Tools"),
        ])
    {
        Namespace = "Hooks.Build.CSharp",
    };
}
