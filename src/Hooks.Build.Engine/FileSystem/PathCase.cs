namespace Hooks.Build.Engine.FileSystem;

/// <summary>Which names may be those of one file: on Windows and macOS those that differ in case, as far as we know.</summary>
internal static class PathCase
{
    /// <summary>Compares within texts.</summary>
    public static StringComparison Comparison { get; } = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Compares whole paths.</summary>
    public static StringComparer Comparer { get; } = StringComparer.FromComparison(Comparison);
}
