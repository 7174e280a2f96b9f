using System.Text.Json;

namespace Hooks.Build.Checks.Tests.Conformance;

/// <summary>A recorded call of a check.</summary>
internal sealed record Vector(string Id, string Hook, string[] Arguments, VectorFile[] Files, int ExitCode)
{
    public static IReadOnlyList<Vector> All { get; } = Load();

    // Every vector can be told by its name: the test host shows no more.
    public override string ToString() => $"{Hook}: {Id[(Id.IndexOf("::", StringComparison.Ordinal) + 2)..]}";

    private static List<Vector> Load()
    {
        using var stream = typeof(Vector).Assembly.GetManifestResourceStream("file-checks.json")!;
        using var json = JsonDocument.Parse(stream);
        return [.. json.RootElement.GetProperty("vectors").EnumerateArray().Select(Read)];
    }

    private static Vector Read(JsonElement vector) => new(
        vector.GetProperty("id").GetString()!,
        vector.GetProperty("hook").GetString()!,
        [.. vector.GetProperty("argv").EnumerateArray().Select(argument => argument.GetString()!)],
        [.. vector.GetProperty("files").EnumerateArray().Select(file => new VectorFile(
            file.GetProperty("name").GetString()!,
            file.GetProperty("before_b64").GetBytesFromBase64(),
            file.GetProperty("after_b64").GetBytesFromBase64()))],
        vector.GetProperty("rc").GetInt32());
}

/// <summary>A file before and after a call.</summary>
internal sealed record VectorFile(string Name, byte[] Before, byte[] After);
