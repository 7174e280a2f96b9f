using System.Globalization;

namespace Hooks.Build.Runner.Mcp;

/// <summary>Which version of the protocol is spoken.</summary>
internal static class McpVersion
{
    // From the newest. 2025-03-26 demands that batches of messages are taken, which those before and after it do not have.
    private static readonly string[] Spoken = ["2025-11-25", "2025-06-18", "2024-11-05"];

    /// <summary>The version to answer with: the newest that a client can know, who asks for the newest that it knows.</summary>
    /// <param name="asked">What the client asks for, a day; anything else says nothing about what it knows.</param>
    public static string For(string asked) =>
        DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? Spoken.FirstOrDefault(version => string.CompareOrdinal(version, asked) <= 0) ?? Spoken[^1]
            : Spoken[0];
}
