using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Exports;

/// <summary>
/// A run as SARIF 2.1.0: one tool and one run, as code scanning takes no two of a kind; the codes are its rules, and each finding says which hooks have it.
/// Of hooks that failed without a finding the notifications tell.
/// </summary>
internal sealed class SarifLog
{
    private const string Root = "SRCROOT";
    private readonly ExportedRun _run;
    private readonly Utf8JsonWriter _json;
    private readonly IReadOnlyList<RunFinding> _findings;
    private readonly List<string> _rules;

    private SarifLog(ExportedRun run, Utf8JsonWriter json)
    {
        _run = run;
        _json = json;
        _findings = RunFinding.Of(run);
        _rules = [.. _findings.Select(finding => finding.Rule).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Writes the document.</summary>
    public static byte[] Write(ExportedRun run) => Json.Write(json => new SarifLog(run, json).Write());

    private void Write() => _json.Object(() =>
    {
        _json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        _json.WriteString("version", "2.1.0");
        _json.Array("runs", [_run], _ => _json.Object(WriteRun));
    });

    private void WriteRun()
    {
        _json.Object("tool", () => _json.Object("driver", WriteDriver));
        if (_run.Stage.Length > 0)
        {
            // Runs of several stages stand beside each other, and the next of a stage takes the place of the last.
            _json.Object("automationDetails", () => _json.WriteString("id", $"hooks/{_run.Stage}/"));
        }

        _json.Array("invocations", [_run], _ => _json.Object(WriteInvocation));
        _json.Object("originalUriBaseIds", () => _json.Object(Root, () => _json.WriteString("uri", SourcePlace.OfRoot(_run.Request.RepositoryRoot))));
        _json.WriteString("columnKind", "utf16CodeUnits");
        Dictionary<string, int> rules = new(StringComparer.Ordinal);
        _rules.ForEach(rule => rules.Add(rule, rules.Count));
        _json.Array("results", _findings, finding => _json.Object(() => WriteResult(finding, rules[finding.Rule])));
    }

    private void WriteDriver()
    {
        var hooksOf = _findings.ToLookup(finding => finding.Rule, finding => finding.Hooks, StringComparer.Ordinal);
        _json.WriteString("name", "Hooks.Build");
        _json.WriteString("version", BuildInformation.Version);
        _json.Array("rules", _rules, rule => _json.Object(() =>
        {
            var hooks = hooksOf[rule].SelectMany(found => found).DistinctBy(hook => hook.Name, StringComparer.Ordinal).ToList();
            _json.WriteString("id", rule);
            _json.Object("shortDescription", () => WriteText($"{rule}, found by {string.Join(", ", hooks.Select(hook => hook.Name))}"));
            _json.Object("fullDescription", () => WriteText(Help(rule, hooks)));
            _json.Object("help", () => WriteText(Help(rule, hooks)));
        }));
    }

    private static string Help(string rule, IReadOnlyList<PlannedHook> hooks) => string.Join('\n', hooks.Select(hook =>
        $"{rule} is what the hook '{hook.Name}' reports{(hook.Description is null ? "" : $" ({hook.Description})")}{(hook.File is null ? "" : $", declared in {hook.File}, line {hook.Line}")}. To run it alone: hooks run --hook {hook.Name}"));

    private void WriteInvocation()
    {
        var isWhole = !_run.Report.Interrupted && _run.Report.Problems.Count == 0 && !_run.Report.Hooks.Any(hook => hook.IsBlocking && !HasError(hook));
        _json.WriteBoolean("executionSuccessful", isWhole);
        _json.WriteNumber("exitCode", _run.Report.Succeeded ? ExitCodes.Passed : ExitCodes.Failed);
        _json.Array(
            "toolExecutionNotifications", Notifications(), notification => _json.Object(() => WriteNotification(notification.Problem, notification.Level)));
    }

    private IEnumerable<(Problem Problem, AnnotationLevel Level)> Notifications()
    {
        foreach (var hook in _run.Report.Hooks)
        {
            if (!HasError(hook) && Texts.ToHeadline(hook) is { } problem)
            {
                yield return (problem, hook.IsBlocking ? AnnotationLevel.Error : hook.IsFailure ? AnnotationLevel.Warning : AnnotationLevel.Note);
            }

            if (hook is { DroppedFindings: > 0, Outcome: not HookOutcome.Cancelled })
            {
                yield return (new Problem(
                    Codes.Failed,
                    $"Hook '{hook.Hook.Name}' found {Texts.Dropped(hook)}",
                    hook.Hook.File,
                    hook.Hook.Line,
                    hook.Hook.Column), AnnotationLevel.Warning);
            }
        }

        foreach (var problem in _run.Report.Problems)
        {
            yield return (problem, AnnotationLevel.Error);
        }

        foreach (var problem in _run.Warnings)
        {
            yield return (problem, AnnotationLevel.Warning);
        }
    }

    // A finding tells the reason: then nothing was wrong with the hook itself.
    private static bool HasError(HookReport hook) =>
        hook.Outcome == HookOutcome.Failed && hook.Findings.Any(finding => finding.Level == HookFindingLevel.Error);

    private void WriteNotification(Problem problem, AnnotationLevel level)
    {
        _json.Object("descriptor", () => _json.WriteString("id", problem.Code));
        _json.WriteString("level", Text(level));
        _json.Object("message", () => WriteText(PlainText.Of(problem.Message)));
        if (problem.File is { Length: > 0 } file)
        {
            WriteLocations(SourcePlace.Of(file, _run.Request.RepositoryRoot), problem.Line, problem.Column, 0, 0);
        }
    }

    private void WriteResult(RunFinding result, int rule)
    {
        var finding = result.Finding;
        _json.WriteString("ruleId", result.Rule);
        _json.WriteNumber("ruleIndex", rule);
        _json.WriteString("level", Text(result.Level));
        _json.Object("message", () => WriteText(result.Message.Length == 0 ? result.Rule : result.Message));
        if (result.Place is { } place)
        {
            if (finding.File.Length > 0)
            {
                WriteLocations(place, finding.Line, finding.Column, finding.EndLine, finding.EndColumn);
            }
            else
            {
                WriteLocations(place, result.Hooks[0].Line, result.Hooks[0].Column, 0, 0);
            }
        }

        _json.Object("partialFingerprints", () => _json.WriteString("hooksBuild/v1", result.Fingerprint));
        _json.Object("properties", () => _json.Array("hooks", result.Hooks, hook => _json.WriteStringValue(hook.Name)));
    }

    private void WriteLocations(SourcePlace place, int line, int column, int endLine, int endColumn) =>
        _json.Array("locations", [place], _ => _json.Object(() => _json.Object("physicalLocation", () =>
        {
            _json.Object("artifactLocation", () =>
            {
                _json.WriteString("uri", place.Uri);
                if (place.IsInside)
                {
                    _json.WriteString("uriBaseId", Root);
                }
            });
            if (line > 0)
            {
                _json.Object("region", () => WriteRegion(line, column, endLine, endColumn));
            }
        })));

    // An end before the start is no region: of that what is known for sure is left.
    private void WriteRegion(int line, int column, int endLine, int endColumn)
    {
        _json.WriteNumber("startLine", line);
        if (column > 0)
        {
            _json.WriteNumber("startColumn", column);
        }

        if (endLine > 0 && endLine < line)
        {
            return;
        }

        if (endLine > 0)
        {
            _json.WriteNumber("endLine", endLine);
        }

        if (column > 0 && endColumn > 0 && (endLine > line || endColumn >= column))
        {
            _json.WriteNumber("endColumn", endColumn);
        }
    }

    // "[text](target)" in a message is a link (SARIF 2.1.0, 3.11.6), which nobody asked for here.
    private void WriteText(string text) => _json.WriteString(
        "text",
        text.Contains("](", StringComparison.Ordinal)
            ? text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)
            : text);

    private static string Text(AnnotationLevel level) => level switch
    {
        AnnotationLevel.Error => "error",
        AnnotationLevel.Warning => "warning",
        _ => "note",
    };
}
