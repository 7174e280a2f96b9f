using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hooks.Build.Tasks;

/// <summary>What came of a hook as MSBuild has things: a name with metadata. docs/doors.md has what they mean.</summary>
/// <param name="hook">The event that tells it.</param>
/// <param name="began">When the run began; <see langword="null"/> where that was not told.</param>
internal sealed class HookResult(JsonEvent hook, DateTime? began)
{
    private static readonly string[] Texts = ["outcome", "source", "matrix", "item", "reason", "log"];
    private static readonly string[] Numbers = ["startMs", "durationMs", "queuedMs", "wave", "exitCode", "files", "filesRemembered"];

    /// <summary>Its name.</summary>
    public string Name => hook.Text("name");

    /// <summary>The metadata; what is not known is not among them.</summary>
    public Dictionary<string, string> Metadata()
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        foreach (var name in Texts)
        {
            if (hook.Text(name) is { Length: > 0 } text)
            {
                metadata[name] = text;
            }
        }

        foreach (var name in Numbers)
        {
            if (hook.Real(name) is { } number)
            {
                metadata[name] = number.ToString("0.###", CultureInfo.InvariantCulture);
            }
        }

        metadata["findings"] = hook.Count("findings").ToString(CultureInfo.InvariantCulture);
        if (began is { } start && hook.Real("startMs") is { } after)
        {
            metadata["started"] = start.AddMilliseconds(after).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        return metadata;
    }

    /// <summary>As an item.</summary>
    public ITaskItem ToItem()
    {
        TaskItem item = new(Escaped(Name));
        foreach (var pair in Metadata())
        {
            item.SetMetadata(pair.Key, Escaped(pair.Value));
        }

        return item;
    }

    // MSBuild reads %xx, and lists, in what it is given.
    private static string Escaped(string text)
    {
        const string Special = "%*?@$();'";
        StringBuilder escaped = new(text.Length);
        foreach (var character in text)
        {
            _ = Special.IndexOf(character) < 0
                ? escaped.Append(character)
                : escaped.Append('%').Append(((int)character).ToString("X2", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }
}
