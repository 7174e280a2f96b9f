using System.Reflection;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.State;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>Writes the file by which the <c>hooks</c> command finds the plan, and sees whether it is fresh, without MSBuild.</summary>
public sealed class WriteHooksState : Microsoft.Build.Utilities.Task
{
    /// <summary>Absolute path of the file.</summary>
    [Required]
    public string StateFile { get; set; } = "";

    /// <summary>Absolute path of the assembly that carries the plan.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Absolute path of the repository's root folder.</summary>
    [Required]
    public string RepositoryRoot { get; set; } = "";

    /// <summary>Absolute path of the project that declares the hooks.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The property <c>HooksLogDirectory</c>, absolute.</summary>
    [Required]
    public string LogDirectory { get; set; } = "";

    /// <summary>The <c>dotnet</c> program.</summary>
    public string? Dotnet { get; set; }

    /// <summary>Absolute path of the worker's assembly.</summary>
    [Required]
    public string Worker { get; set; } = "";

    /// <summary>Absolute path of the package's native program, which need not be there.</summary>
    public string? NativeRunner { get; set; }

    /// <summary>Folders in which restored packages lie.</summary>
    public string[] PackageFolders { get; set; } = [];

    /// <summary>Values for C# hooks and placeholders, as <c>Name=Value</c>.</summary>
    public string[] Values { get; set; } = [];

    /// <summary>How hooks run, as <c>Name=Value</c>.</summary>
    public string[] Settings { get; set; } = [];

    /// <summary>The compiled files.</summary>
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>Files that the project imports.</summary>
    public ITaskItem[] Imports { get; set; } = [];

    /// <summary>Folder of what the build generates, absolute: nothing in it was written by people.</summary>
    [Required]
    public string GeneratedFolder { get; set; } = "";

    /// <summary>The project takes new source files by itself.</summary>
    public bool WatchesFolders { get; set; }

    /// <inheritdoc />
    public override bool Execute()
    {
        NativeProgram.Open(NativeRunner);

        // Such a value holds for one build; the commits that follow it ask for the project's own.
        var globals = (BuildEngine as IBuildEngine6)?.GetGlobalProperties().Keys ?? [];
        if (StateSettings.GivenOnce(globals, HookEnvironment.OfThisProcess()) is { } name)
        {
            Log.LogMessage(MessageImportance.Low, "The state of the hooks is not written: {0} was given for this build alone", name);
            return true;
        }

        try
        {
            PlanStateFile.Write(StateFile, Read());
            WarnIfIgnored();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogWarning(null, Codes.StateFile, null, Project, 0, 0, 0, 0, "The state of the hooks cannot be written to {0} ({1}): commits will build this project each time", StateFile, e.Message);
        }

        return true;
    }

    // Here, since a build that is up to date writes no state and need not ask git.
    private void WarnIfIgnored()
    {
        if (IgnoredProject.FindAsync(SystemLauncher.Create(), HookEnvironment.OfThisProcess(), RepositoryRoot, Project, CancellationToken.None).GetAwaiter().GetResult() is { } problem)
        {
            Log.LogWarning(null, problem.Code, null, Project, 0, 0, 0, 0, "{0}", problem.Message);
        }
    }

    private PlanState Read()
    {
        PlanState state = new()
        {
            Package = typeof(WriteHooksState).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            Assembly = Assembly,
            RepositoryRoot = Path.TrimEndingDirectorySeparator(RepositoryRoot),
            Project = Project,
            LogDirectory = LogDirectory,
            Dotnet = Dotnet ?? "",
            Worker = Worker,
            PackageFolders = PackageFolders,
            Values = Pairs(Values),
            Settings = Pairs(Settings),
        };
        var imports = Written(Imports).Concat(ProjectImports.Of(Project, RepositoryRoot));
        return PlanInputs.Stamp(state, Written(Sources), imports, WatchesFolders, TimeProvider.System.GetUtcNow());
    }

    private IEnumerable<string> Written(ITaskItem[] items)
    {
        var root = Path.TrimEndingDirectorySeparator(RepositoryRoot) + Path.DirectorySeparatorChar;
        return items.Select(item => item.GetMetadata("FullPath"))
            .Where(path => path.StartsWith(root, StringComparison.Ordinal) && !path.StartsWith(GeneratedFolder, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Pairs(string[] values)
    {
        Dictionary<string, string> pairs = new(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in values.Select(value => value.Split('=', 2)).Where(pair => pair.Length == 2 && pair[1].Length > 0))
        {
            pairs[pair[0]] = pair[1];
        }

        return pairs;
    }
}
