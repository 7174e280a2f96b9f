using System.Globalization;

namespace Hooks.Build.Engine.Model;

/// <summary>Names in a message, not all of them where they are many.</summary>
public static class NameList
{
    private const int Most = 12;

    /// <summary>All of them, or the first and how many more.</summary>
    /// <param name="names">The names.</param>
    /// <param name="whole">What tells all of them; empty where nothing does.</param>
    public static string Of(IReadOnlyList<string> names, string whole = "") =>
        names.Count == 0 ? "(none)"
        : First(names, Most) + (whole.Length == 0 || names.Count <= Most ? "" : $" ({whole})");

    /// <summary>The first of them, and how many more.</summary>
    public static string First(IReadOnlyList<string> names, int most) =>
        string.Join(", ", names.Take(most)) + (names.Count <= most ? "" : string.Create(CultureInfo.InvariantCulture, $" and {names.Count - most} more"));
}
