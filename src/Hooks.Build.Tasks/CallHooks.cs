using System.Text;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>
/// Calls the program <c>hooks</c> and tells MSBuild what it tells: errors and warnings with file and line as they come. It knows nothing of hooks:
/// docs/doors.md has what is said in both directions.
/// </summary>
public sealed class CallHooks : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    /// <summary>Stands between the fields of a request: nothing that people write has it.</summary>
    private const char Separator = '\x1F';

    private readonly object _lock = new();
    private HooksProcess? _process;
    private volatile bool _isCancelled;

    /// <summary>What is wanted, such as <c>run</c>.</summary>
    [Required]
    public string Command { get; set; } = "";

    /// <summary>Absolute path of the program: a native one, or an assembly that <see cref="Dotnet"/> runs.</summary>
    [Required]
    public string Program { get; set; } = "";

    /// <summary>Absolute path of the assembly that does the same on <see cref="Dotnet"/>, for where the program cannot be started.</summary>
    public string? Fallback { get; set; }

    /// <summary>The <c>dotnet</c> program; empty for the one on PATH.</summary>
    public string? Dotnet { get; set; }

    /// <summary>Absolute path of the repository's root folder, from which the program names files.</summary>
    [Required]
    public string RepositoryRoot { get; set; } = "";

    /// <summary>Absolute path of the project that declares the hooks: it is named where no source file is to blame.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>What the program needs to know: fields <c>name=value</c> with U+001F between them.</summary>
    public string Request { get; set; } = "";

    /// <summary>What it is done for once in a build and a node of MSBuild, however many builds of a project ask for it; empty for always.</summary>
    public string? Once { get; set; }

    /// <summary>What the project built, for a logger that shows one line of a project only; empty for others.</summary>
    public string? Built { get; set; }

    /// <summary>Compiled files, handed on as fields <c>source</c>.</summary>
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>Imported files, handed on as fields <c>import</c>.</summary>
    public ITaskItem[] Imports { get; set; } = [];

    /// <summary>Whether nothing need be run (<c>check</c>).</summary>
    [Output]
    public bool IsUpToDate { get; set; }

    /// <summary>The assembly to publish or pack (<c>ship</c>).</summary>
    [Output]
    public string Shipped { get; set; } = "";

    /// <summary>Its symbols; empty where it has none (<c>ship</c>).</summary>
    [Output]
    public string ShippedSymbols { get; set; } = "";

    /// <summary>What came of each hook, with metadata (<c>run</c>).</summary>
    [Output]
    public ITaskItem[] Results { get; set; } = [];

    /// <summary>The build is being cancelled.</summary>
    internal bool IsCancelled => _isCancelled;

    /// <inheritdoc />
    public override bool Execute()
    {
        if (!string.IsNullOrEmpty(Once) && BuildEngine is IBuildEngine4 engine)
        {
            var done = nameof(CallHooks) + Once;
            if (engine.GetRegisteredTaskObject(done, RegisteredTaskObjectLifetime.Build) is not null)
            {
                return true;
            }

            engine.RegisterTaskObject(done, done, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        EventLog log = new(this);
        using CoreGrant cores = new(BuildEngine);
        try
        {
            using var process = HooksProcess.Start(Program, Fallback, Dotnet, Path.GetDirectoryName(Project)!, Command);
            lock (_lock)
            {
                _process = process;
            }

            if (_isCancelled)
            {
                process.Cancel();
            }

            process.Send(Fields());
            while (process.ReadLine() is { } line)
            {
                Handle(log.Tell(line), process, cores);
            }

            if (!log.HasEnded)
            {
                log.TellUnfinished(process.WaitForExit(), process.Errors);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or System.ComponentModel.Win32Exception)
        {
            log.TellBroken(Program, e.Message);
        }
        finally
        {
            Results = log.Results;
            lock (_lock)
            {
                _process = null;
            }
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc />
    public void Cancel()
    {
        lock (_lock)
        {
            _isCancelled = true;
            _process?.Cancel();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _process?.Dispose();

    private void Handle(JsonEvent happened, HooksProcess process, CoreGrant cores)
    {
        switch (happened.Kind)
        {
            case "cores":
                process.Send($"cores\t{cores.Request(happened.Number("wanted"))}\n");
                break;
            case "release":
                cores.Release(happened.Number("cores"));
                break;
            case "result" when happened.Text("name") == nameof(IsUpToDate):
                IsUpToDate = happened.Text("value") == "true";
                break;
            case "result" when happened.Text("name") == nameof(Shipped):
                Shipped = happened.Text("value");
                break;
            case "result" when happened.Text("name") == nameof(ShippedSymbols):
                ShippedSymbols = happened.Text("value");
                break;
            default:
                break;
        }
    }

    // With loops and no more: what is compiled here is compiled in every build.
    private string Fields()
    {
        StringBuilder fields = new(Request.Length * 2);
        foreach (var field in Request.Split(Separator))
        {
            var end = field.IndexOf('=');
            if (end > 0 && end < field.Length - 1)
            {
                Add(fields, field.Substring(0, end), field.Substring(end + 1));
            }
        }

        // A property that was given for this build alone is one of these.
        if (BuildEngine is IBuildEngine6 engine)
        {
            foreach (var property in engine.GetGlobalProperties())
            {
                Add(fields, "global", property.Key);
            }
        }

        foreach (var source in Sources)
        {
            Add(fields, "source", source.GetMetadata("FullPath"));
        }

        foreach (var import in Imports)
        {
            Add(fields, "import", import.GetMetadata("FullPath"));
        }

        return fields.Append('\n').ToString();
    }

    private static void Add(StringBuilder fields, string name, string value) =>
        fields.Append(name.Trim()).Append('\t').Append(value.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r")).Append('\n');
}
