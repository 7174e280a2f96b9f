using System.Text.Json.Nodes;

namespace Hooks.Build.Runner.Tests.Events;

/// <summary>A line of the stream in the form in which <see cref="ListenerMethods"/> writes the event that it is told.</summary>
internal static class StreamText
{
    public static string Of(string line)
    {
        var json = JsonNode.Parse(line)!;
        return $"{json["kind"]}" switch
        {
            "begin" => $"begin {json["hooks"]} {json["cores"]}",
            "start" => $"start {json["name"]} {json["wave"]}",
            "ready" => $"ready {json["name"]} {json["wave"]}",
            "output" => $"output {json["name"]} {json["cut"]} {json["leftOut"]} {$"{json["text"]}".Replace('\n', '|')}",
            "finding" => $"finding {json["name"]} {Finding(json)}",
            "repaired" => $"repaired {json["name"]} {json["file"]} {(json["workingCopy"]!.GetValue<string>() is "Same" or "Merged" ? "True" : "False")}",
            "release" => $"release {json["cores"]} {json["left"]}",
            "hook" =>
                $"hook {json["name"]} {json["wave"]} {json["outcome"]} {json["exitCode"]} {Time(json["startMs"])} {Time(json["queuedMs"])} {Time(json["durationMs"])} {json["reason"]} {string.Join('|', json["findings"]!.AsArray().Select(Finding))}",
            "run" =>
                $"run {Flag(json["succeeded"])} {Flag(json["interrupted"])} {Time(json["durationMs"])} {json["counts"]!["passed"]} {json["counts"]!["failed"]} {json["counts"]!["skipped"]} {json["counts"]!["cancelled"]} {json["summary"]}",
            var other => other,
        };
    }

    private static string Time(JsonNode? time) => FormattableString.Invariant($"{time!.GetValue<double>():0.0}");

    private static string Flag(JsonNode? flag) => flag!.GetValue<bool>() ? "True" : "False";

    private static string Finding(JsonNode? finding) =>
        new HookFinding(
            Enum.Parse<HookFindingLevel>($"{finding!["level"]}"),
            $"{finding["file"]}",
            finding["line"]!.GetValue<int>(),
            finding["column"]!.GetValue<int>(),
            $"{finding["code"]}",
            $"{finding["message"]}").ToString();
}
