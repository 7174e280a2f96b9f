using System.Globalization;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>
/// Tells MSBuild what the program tells. What is an error and what a warning the program says; what a code is for silence and the like MSBuild knows.
/// </summary>
internal sealed class EventLog(CallHooks task)
{
    private const int Version = 1;
    private const int LongestText = 2000;
    private const string BrokenCode = "HOOK9024";

    /// <summary>What the data of a message about a hook is.</summary>
    private const string HookType = "hooks.build/hook";

    private readonly List<ITaskItem> _results = [];
    private DateTime? _began;
    private int _told;
    private bool _isRunOver;
    private bool? _hasPassed;

    /// <summary>The program has said how it ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What came of hooks, in the order in which they ended.</summary>
    public ITaskItem[] Results => [.. _results];

    /// <summary>Tells one line.</summary>
    /// <returns>What it says.</returns>
    /// <exception cref="InvalidDataException">It is none of the program's.</exception>
    public JsonEvent Tell(string line)
    {
        if (HasEnded)
        {
            throw new InvalidDataException($"it wrote '{Shortened(line, 200)}' after its end");
        }

        JsonEvent happened;
        try
        {
            happened = JsonEvent.Parse(line);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"it wrote '{Shortened(line, 200)}', and {e.Message}", e);
        }

        if (happened.Number("version") != Version)
        {
            throw new InvalidDataException($"it writes version {happened.Number("version")} of its events, and this task reads version {Version}");
        }

        Check(happened);
        Tell(happened);
        _told++;
        return happened;
    }

    /// <summary>The program ended too early.</summary>
    public void TellUnfinished(int exitCode, string errors)
    {
        if (!task.IsCancelled)
        {
            task.Log.LogError(
                null, BrokenCode, null, null, task.Project, 0, 0, 0, 0,
                "The program hooks ended before it said how it went (exit code {0}): {1}", exitCode,
                errors.Length == 0 ? "it was killed, or could not be loaded. Build again; nothing of this run is remembered" : errors);
        }
    }

    /// <summary>The program cannot be started or understood.</summary>
    public void TellBroken(string program, string message) =>
        task.Log.LogError(
            null, BrokenCode, null, null, task.Project, 0, 0, 0, 0,
            "The program hooks ({0}) cannot be used: {1}. Restore the package Hooks.Build again, or set HooksEnabled=false to build without hooks", program,
            message);

    // A run that passed is believed when all of it came, and in the order in which it is told: whatever else stands there is a program that is broken.
    private void Check(JsonEvent happened)
    {
        switch (happened.Kind)
        {
            case "start" or "hook" or "profile" or "run" when _isRunOver:
                throw new InvalidDataException($"it told of a {happened.Kind} after the run");
            case "run":
                (_isRunOver, _hasPassed) = (true, happened.Flag("succeeded"));
                break;
            case "result" when (happened.Text("name"), happened.Text("value")) is ("IsUpToDate", "true") or ("HasHooks", "false"):
                _hasPassed ??= true;
                break;
            case "end" when happened.Number("events") != _told || !happened.Has("events"):
                throw new InvalidDataException($"it wrote {happened.Number("events")} events by its own count, and {_told} came");
            case "end" when happened.Flag("succeeded") && (task.Command == "run" ? _hasPassed != true : _hasPassed == false):
                throw new InvalidDataException("it says that all went well, and not that the run did");
            default:
                break;
        }
    }

    private void Tell(JsonEvent happened)
    {
        switch (happened.Kind)
        {
            case "begin":
                _began = DateTime.TryParse(
                    happened.Text("time"),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                    out var time) ? time : null;
                break;
            case "start":
                task.Log.LogMessage(MessageImportance.Low, "Hook '{0}' starts (wave {1})", happened.Text("name"), happened.Number("wave"));
                break;
            case "hook":
                TellHook(happened);
                break;
            case "profile":
                task.Log.LogMessage(MessageImportance.High, "Profile '{0}': {1}", happened.Text("profile"), happened.Text("summary"));
                break;
            case "problem" when happened.Text("tell") == "info":
                // Not as MSBuild writes warnings: who reads the output of this build would make one of it.
                TellPeople($"hooks: {(happened.Text("code") is { Length: > 0 } code ? code + ": " : "")}{Shortened(happened.Text("message"), LongestText)}");
                break;
            case "problem":
                TellProblem(happened);
                break;
            case "text":
                TellPeople(happened.Text("text"));
                break;
            case "run":
                TellRun(happened);
                break;
            case "end":
                HasEnded = true;
                if (!happened.Flag("succeeded") && !task.Log.HasLoggedErrors && !task.IsCancelled)
                {
                    // MSBuild wants a reason for a task that fails (MSB4181).
                    task.Log.LogError(
                        null, BrokenCode, null, null, task.Project, 0, 0, 0, 0, "{0}", "The hooks did not run to their end: the run was interrupted");
                }

                break;
            default:
                // A newer program may have more to say.
                break;
        }
    }

    private void TellHook(JsonEvent hook)
    {
        HookResult result = new(hook, _began);
        var name = result.Name;
        _results.Add(result.ToItem());
        var how = hook.Text("source") is "Local" or "Remote" ? "as remembered" : $"after {hook.Number("durationMs")} ms";
        var metadata = result.Metadata();
        metadata["name"] = name;
        StructuredMessage.Log(
            task, HookType, metadata, $"Hook '{name}' ends: {hook.Text("outcome")} {how}{(hook.Text("log") is { Length: > 0 } log ? ", log " + log : "")}");
        foreach (var finding in hook.Objects("findings"))
        {
            Tell(
                finding,
                finding.Text("code") is { Length: > 0 } code ? code : name,
                finding.Text("file") is { Length: > 0 } file ? FullPath(file) : null,
                MessageImportance.Normal);
        }

        foreach (var problem in hook.Objects("problems"))
        {
            TellProblem(problem);
        }
    }

    private void TellRun(JsonEvent run)
    {
        foreach (var line in run.Texts("told"))
        {
            TellPeople(line);
        }

        foreach (var problem in run.Objects("problems"))
        {
            TellProblem(problem);
        }

        if (run.Flag("interrupted"))
        {
            task.Log.LogMessage(MessageImportance.High, "Hooks: {0}", run.Text("summary"));
        }
        else if (run.Text("summary") is { Length: > 0 } summary)
        {
            TellPeople($"hooks: {summary}{Links(run)}{ProjectMark}");
        }
    }

    // Where to look further: absolute paths, which terminals and editors open.
    private static string Links(JsonEvent run)
    {
        var logs = run.Text("logs") is { Length: > 0 } folder && !run.Flag("succeeded") ? $"; logs: {folder}" : "";
        return run.Text("page") is { Length: > 0 } page ? $"{logs}; page: {page}" : logs;
    }

    private void TellProblem(JsonEvent problem) =>
        Tell(
            problem,
            problem.Text("code"),
            problem.Text("file") is { Length: > 0 } file ? FullPath(file) : task.Project,
            problem.Text("tell") == "detail" ? MessageImportance.Normal : MessageImportance.High);

    private void Tell(JsonEvent told, string code, string? file, MessageImportance importance)
    {
        var (line, column, endLine, endColumn) = (told.Number("line"), told.Number("column"), told.Number("endLine"), told.Number("endColumn"));
        var message = Shortened(told.Text("message"), LongestText);
        switch (told.Text("tell"))
        {
            case "error":
                task.Log.LogError(null, code, null, null, file, line, column, endLine, endColumn, "{0}", message);
                break;
            case "warning":
                task.Log.LogWarning(null, code, null, null, file, line, column, endLine, endColumn, "{0}", message);
                break;
            case "nothing":
                break;
            case var _ when code.Length == 0:
                task.Log.LogMessage(importance, "{0}", message);
                break;
            default:
                task.Log.LogMessage(null, code, null, file, line, column, endLine, endColumn, importance, "{0}", message);
                break;
        }
    }

    // The terminal logger hides messages of every importance but those of the form 'ProjectName -> text', which it takes for the project's output
    // (dotnet/msbuild, TerminalLogger.MessageRaised).
    private void TellPeople(string text) =>
        task.Log.LogMessage(MessageImportance.High, "{0} -> {1}", CallingProject, string.IsNullOrEmpty(task.Built) ? text : $"{task.Built} ({text})");

    // The file in which the task is called: our own project, or targets that the user's project imports.
    private string CallingProject => Path.GetFileNameWithoutExtension(
        Path.GetExtension(task.BuildEngine.ProjectFileOfTaskNode) == ".targets" ? task.Project : task.BuildEngine.ProjectFileOfTaskNode);

    // As MSBuild names a project at the end of a line. A line that the terminal logger shows begins with the name of our own project file, which is all
    // that a solution with one hooks project of that name needs.
    private string ProjectMark => Path.GetFileNameWithoutExtension(task.Project) == CallingProject ? "" : $" [{FromRoot(task.Project)}]";

    private string FromRoot(string path)
    {
        var root = task.RepositoryRoot.TrimEnd('/', '\\') + Path.DirectorySeparatorChar;
        return (path.StartsWith(root, StringComparison.Ordinal) ? path.Substring(root.Length) : path).Replace('\\', '/');
    }

    // A tool may name a file that no system has; .NET Framework throws at more of these than .NET.
    private string FullPath(string file)
    {
        try
        {
            return Path.GetFullPath(Path.Combine(task.RepositoryRoot, file));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException)
        {
            return file;
        }
    }

    private static string Shortened(string text, int most) => text.Length <= most ? text : text.Substring(0, most) + "...";
}
