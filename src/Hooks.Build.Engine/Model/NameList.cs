using System.Globalization;

namespace Hooks.Build.Engine.Model;

/// <summary>Names that there are, in a message about one that there is not.</summary>
public static class NameList
{
    private const int Most = 12;

    /// <summary>All of them, or the first and how many more.</summary>
    /// <param name="names">The names.</param>
    /// <param name="whole">What tells all of them; empty where nothing does.</param>
    public static string Of(IReadOnlyList<string> names, string whole = "") =>
        names.Count == 0 ? "(none)"
        : names.Count <= Most ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(Most))} and {names.Count - Most} more{(whole.Length == 0 ? "" : $" ('{whole}')")}");
}
