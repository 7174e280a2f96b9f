using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>The files that hold the last run of each hook: lines of fields separated by tabs. One that is missing or damaged tells nothing.</summary>
/// <param name="folder">Absolute path of their folder.</param>
internal sealed class LastRunFile(string folder)
{
    private const string Format = "hooks-last-run 3";
    private const int MostBytes = 16 << 20;

    /// <summary>How long the last run of a hook took; nothing where that is not known. Reads no more than that.</summary>
    public TimeSpan? Duration(string hook)
    {
        try
        {
            using var file = KeptFile.Open(Name(hook));
            if (file is null)
            {
                return null;
            }

            Span<byte> head = stackalloc byte[256];
            var lines = Encoding.UTF8.GetString(head[..RandomAccess.Read(file, head, 0)]).Split('\n');
            return lines is [Format, var run, _, ..] && run.Split('\t') is ["run", _, var milliseconds, ..] && TryDuration(milliseconds, out var duration)
                ? duration
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the last run of a hook.</summary>
    public LastRunRecord? Read(string hook) => ReadFile(Name(hook));

    /// <summary>Writes the last run of a hook. Where that cannot be, nothing is known of it next time.</summary>
    public void Write(string hook, LastRunRecord run)
    {
        StringBuilder text = new(256);
        _ = text.Append(Format).Append('\n').Append(
            CultureInfo.InvariantCulture,
            $"run\t{run.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\t{Math.Max(0, (long)run.Duration.TotalMilliseconds)}\t{run.Key}\t{(run.IsRemembered ? "yes" : "no")}\n");
        foreach (var reason in run.Reasons)
        {
            _ = text.Append("why\t").Append(TabbedText.Escape(reason)).Append('\n');
        }

        foreach (var (name, value) in run.Fields)
        {
            _ = text.Append("field\t").Append(TabbedText.Escape(name)).Append('\t').Append(TabbedText.Escape(value)).Append('\n');
        }

        _ = text.Append("files\t").Append(run.Given).Append('\t').Append(run.Beside).Append('\n');
        try
        {
            ReplacedFile.Write(Name(hook), Encoding.UTF8.GetBytes(text.ToString()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As said.
        }
    }

    /// <summary>The lists of files that any hook's last run names.</summary>
    public IReadOnlySet<string> Lists()
    {
        HashSet<string> lists = new(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            if (ReadFile(file) is { } run)
            {
                _ = lists.Add(run.Given);
                _ = lists.Add(run.Beside);
            }
        }

        return lists;
    }

    private static LastRunRecord? ReadFile(string file)
    {
        try
        {
            var lines = (KeptFile.ReadText(file, MostBytes) ?? "").Split('\n');
            if (lines is not [Format, var head, .., ""] || head.Split('\t') is not ["run", var time, var duration, var key, var isRemembered]
                || !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var ended)
                || !TryDuration(duration, out var took))
            {
                return null;
            }

            List<string> reasons = [];
            List<KeyField> fields = [];
            var (given, beside) = ("", "");
            foreach (var line in lines.AsSpan(2, lines.Length - 3))
            {
                switch (line.Split('\t'))
                {
                    case ["why", var reason]:
                        reasons.Add(TabbedText.Unescape(reason));
                        break;
                    case ["field", var name, var value]:
                        fields.Add(new KeyField(TabbedText.Unescape(name), TabbedText.Unescape(value)));
                        break;
                    case ["files", var one, var other]:
                        (given, beside) = (one, other);
                        break;
                    default:
                        return null;
                }
            }

            return new LastRunRecord
            {
                Time = ended,
                Duration = took,
                Key = key,
                IsRemembered = isRemembered == "yes",
                Reasons = reasons,
                Fields = fields,
                Given = given,
                Beside = beside,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string Name(string hook) => Path.Combine(folder, FileName.Of(hook));

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        const long Most = 30L * 24 * 60 * 60 * 1000;
        var isOne = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= Most;
        duration = isOne ? TimeSpan.FromMilliseconds(milliseconds) : default;
        return isOne;
    }
}
