using System.Text.Json;

namespace Hooks.Build.Runner.Mcp;

/// <summary>A page of a list: what an answer has of it is bounded, by number and by size.</summary>
internal static class JsonPage
{
    /// <summary>Writes elements until one of the bounds is reached.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">The member that has them.</param>
    /// <param name="all">The elements of all pages.</param>
    /// <param name="first">Where the page begins.</param>
    /// <param name="limit">How many it has at most.</param>
    /// <param name="mostBytes">As many bytes of JSON and no more are there before its last element.</param>
    /// <param name="write">Writes an element.</param>
    /// <returns>Where the next page begins.</returns>
    public static int Page<T>(this Utf8JsonWriter json, string name, IReadOnlyList<T> all, int first, int limit, int mostBytes, Action<T> write)
    {
        json.WriteStartArray(name);
        var at = first;
        for (var end = Written() + mostBytes; at < all.Count && at - first < limit && Written() < end; at++)
        {
            write(all[at]);
        }

        json.WriteEndArray();
        return at;

        long Written() => json.BytesCommitted + json.BytesPending;
    }
}
