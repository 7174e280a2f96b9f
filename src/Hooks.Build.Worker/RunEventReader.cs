using System.Text.Json;

namespace Hooks.Build.Worker;

/// <summary>Reads what happens in a run from the lines of docs/doors.md.</summary>
internal static class RunEventReader
{
    /// <summary>Reads a line.</summary>
    /// <returns><see langword="null"/> for a kind that a listener is not told of.</returns>
    public static RunEvent? Read(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        var of = json.RootElement;
        return Text(of, "kind") switch
        {
            "begin" =>
                new RunBegan
                {
                    Time = of.TryGetProperty("time", out var time) && time.TryGetDateTime(out var at) ? at.ToUniversalTime() : default,
                    Hooks = Number(of, "hooks"),
                    Cores = Number(of, "cores"),
                },
            "start" => new HookStarted { Name = Text(of, "name"), Wave = Number(of, "wave") },
            "ready" => new HookReady { Name = Text(of, "name"), Wave = Number(of, "wave") },
            "output" => new HookWrote { Name = Text(of, "name"), Text = Text(of, "text"), Cut = Large(of, "cut"), LeftOut = Large(of, "leftOut") },
            "finding" => new HookFound { Name = Text(of, "name"), Finding = Finding(of) },
            "repaired" => new FileRepaired { Name = Text(of, "name"), File = Text(of, "file"), InWorkingCopy = Text(of, "workingCopy") is "Same" or "Merged" },
            "release" => new CoresReleased { Cores = Number(of, "cores"), Left = Number(of, "left") },
            "hook" => Hook(of),
            "profile" => new ProfileEnded { Profile = Text(of, "profile"), Summary = Text(of, "summary") },
            "problem" =>
                new RunProblem
                {
                    Code = Text(of, "code"),
                    Message = Text(of, "message"),
                    File = Text(of, "file"),
                    Line = Number(of, "line"),
                    Column = Number(of, "column"),
                    IsError = Text(of, "tell") == "error",
                },
            "run" => Run(of),
            _ => null,
        };
    }

    private static HookEnded Hook(JsonElement of) => new()
    {
        Name = Text(of, "name"),
        Matrix = Text(of, "matrix"),
        Item = Text(of, "item"),
        Wave = Number(of, "wave"),
        Outcome = Value(of, "outcome", HookOutcome.Crashed),
        Reason = Text(of, "reason"),
        Start = Time(of, "startMs"),
        Queued = Time(of, "queuedMs"),
        Duration = Time(of, "durationMs"),
        IsRemembered = Text(of, "source") is "Local" or "Remote",
        Files = Maybe(of, "files"),
        RememberedFiles = Number(of, "filesRemembered"),
        ExitCode = Maybe(of, "exitCode"),
        Log = Text(of, "log"),
        Findings = [.. Items(of, "findings").Select(Finding)],
    };

    private static HookFinding Finding(JsonElement of) =>
        new(Value(of, "level", HookFindingLevel.Error), Text(of, "file"), Number(of, "line"), Number(of, "column"), Text(of, "code"), Text(of, "message"));

    private static RunEnded Run(JsonElement of)
    {
        var counts = of.TryGetProperty("counts", out var given) ? given : default;
        return new()
        {
            Succeeded = Flag(of, "succeeded"),
            Interrupted = Flag(of, "interrupted"),
            Duration = Time(of, "durationMs"),
            Passed = Number(counts, "passed"),
            Failed = Number(counts, "failed"),
            Warned = Number(counts, "warned"),
            Skipped = Number(counts, "skipped"),
            Cancelled = Number(counts, "cancelled"),
            WithoutFiles = Number(counts, "withoutFiles"),
            NotNeeded = Number(counts, "notNeeded"),
            Repaired = [.. Items(of, "repaired").Select(file => Text(file, "file"))],
            Summary = Text(of, "summary"),
        };
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement of, string name) =>
        Find(of, name, JsonValueKind.Array) is { } list ? list.EnumerateArray() : default;

    private static string Text(JsonElement of, string name) => Find(of, name, JsonValueKind.String)?.GetString() ?? "";

    private static long Large(JsonElement of, string name) =>
        Find(of, name, JsonValueKind.Number) is { } number && number.TryGetInt64(out var value) ? value : 0;

    private static int Number(JsonElement of, string name) => Maybe(of, name) ?? 0;

    private static int? Maybe(JsonElement of, string name) =>
        Find(of, name, JsonValueKind.Number) is { } number && number.TryGetInt32(out var value) ? value : null;

    private static TimeSpan Time(JsonElement of, string name) =>
        Find(of, name, JsonValueKind.Number) is { } number ? TimeSpan.FromMilliseconds(number.GetDouble()) : default;

    private static bool Flag(JsonElement of, string name) => Find(of, name, JsonValueKind.True) is not null;

    private static T Value<T>(JsonElement of, string name, T fallback)
        where T : struct, Enum => Enum.TryParse<T>(Text(of, name), out var value) ? value : fallback;

    private static JsonElement? Find(JsonElement of, string name, JsonValueKind kind) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;
}
