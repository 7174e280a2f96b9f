using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.History;

/// <summary>Makes records of lines.</summary>
internal static class RecordReader
{
    // Nothing takes so long; and of as many as a log holds the sum is still a time.
    private const double MostMilliseconds = 10 * 86_400_000.0;

    // Many cores at once.
    private const double MostProcessorMilliseconds = 100 * MostMilliseconds;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="isNewer">It was written by a newer version, and is none of our business.</param>
    /// <returns>The record; <see langword="null"/> where the line has none that can be read.</returns>
    public static LoggedRecord? Read(ReadOnlyMemory<byte> line, out bool isNewer)
    {
        isNewer = false;
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            isNewer = json.GetProperty("schema").GetDouble() > RunLogFormat.Schema;
            if (isNewer || json.GetProperty("schema").GetDouble() != RunLogFormat.Schema)
            {
                return null;
            }

            switch (json.GetProperty("kind").GetString())
            {
                case "hook":
                    return ReadHook(json);
                case "run":
                    return ReadRun(json);
                case "answer":
                    return ReadAnswer(json);
                default:
                    isNewer = true;
                    return null;
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static LoggedHook ReadHook(JsonElement json) => new()
    {
        Run = Text(json, "run"),
        Time = json.GetProperty("time").GetDateTimeOffset(),
        Stage = Name<HookStages>(json, "stage"),
        Profiles = Profiles(json),
        Platform = Text(json, "platform"),
        Hook = Text(json, "hook"),
        Matrix = OptionalText(json, "matrix"),
        Item = OptionalText(json, "item"),
        Kind = Name<HookKind>(json, "hookKind"),
        Wave = Number(json, "wave") ?? 0,
        Start = Time(json, "startMs") ?? default,
        Duration = Time(json, "durationMs") ?? throw new FormatException(),
        Queued = Time(json, "queuedMs") ?? default,
        ProcessorTime = Time(json, "cpuMs", MostProcessorMilliseconds),
        PeakMemory = json.TryGetProperty("peakBytes", out var bytes) ? bytes.GetInt64() : null,
        Cores = Number(json, "cores") ?? 0,
        Outcome = Name<HookOutcome>(json, "outcome"),
        Source = Name<ResultSource>(json, "source"),
        FileCount = Number(json, "files"),
        RememberedFiles = Number(json, "rememberedFiles") ?? 0,
        Attempts = Number(json, "attempts") ?? 0,
        PassedOnRetry = Is(json, "passedOnRetry"),
        ExitCode = Number(json, "exitCode"),
    };

    private static LoggedAnswer ReadAnswer(JsonElement json) => new()
    {
        Run = Text(json, "run"),
        Time = json.GetProperty("time").GetDateTimeOffset(),
        Stage = Name<HookStages>(json, "stage"),
        Platform = Text(json, "platform"),
        Duration = Time(json, "durationMs") ?? throw new FormatException(),
        Agent = Text(json, "agent"),
        Tool = OptionalText(json, "tool") ?? "",
        Held = Is(json, "held"),
        HeldBy = json.TryGetProperty("heldBy", out var held) ? [.. held.EnumerateArray().Select(one => (Text(one, "hook"), Text(one, "reason")))] : [],
        ContextBytes = Number(json, "contextBytes") ?? 0,
    };

    private static LoggedRun ReadRun(JsonElement json) => new()
    {
        Run = Text(json, "run"),
        Time = json.GetProperty("time").GetDateTimeOffset(),
        Stage = Name<HookStages>(json, "stage"),
        Profiles = Profiles(json),
        Platform = Text(json, "platform"),
        Duration = Time(json, "durationMs") ?? throw new FormatException(),
        Branch = OptionalText(json, "branch"),
        Hooks = Number(json, "hooks") ?? 0,
        Succeeded = Number(json, "succeeded") ?? 0,
        Failed = Number(json, "failed") ?? 0,
        NoFiles = Number(json, "noFiles") ?? 0,
        NotRun = Number(json, "notRun") ?? 0,
        Remembered = Number(json, "remembered") ?? 0,
        Interrupted = Is(json, "interrupted"),
        Cores = Number(json, "cores") ?? 0,
        MaxParallel = Number(json, "maxParallel") ?? 0,
        LowerBound = Time(json, "lowerBoundMs") ?? default,
    };

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException();

    private static string? OptionalText(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static T Name<T>(JsonElement json, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(Text(json, name), out var value) ? value : throw new FormatException();

    private static int? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static bool Is(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();

    private static TimeSpan? Time(JsonElement json, string name, double most = MostMilliseconds)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return null;
        }

        var milliseconds = value.GetDouble();
        return milliseconds >= 0 && milliseconds <= most ? TimeSpan.FromMilliseconds(milliseconds) : throw new FormatException();
    }

    private static IReadOnlyList<string> Profiles(JsonElement json)
    {
        List<string> profiles = [];
        if (json.TryGetProperty("profiles", out var list))
        {
            foreach (var profile in list.EnumerateArray())
            {
                profiles.Add(profile.GetString() ?? throw new FormatException());
            }
        }

        return profiles;
    }
}
