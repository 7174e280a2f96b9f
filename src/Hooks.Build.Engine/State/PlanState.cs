using Hooks.Build.Engine.Settings;
namespace Hooks.Build.Engine.State;

/// <summary>
/// What a build leaves behind for those who run hooks without MSBuild: where the plan is, what the project's settings are, and what the plan was
/// built from. All paths are absolute; the file keeps those inside the repository relative, so that a moved checkout stays valid.
/// </summary>
public sealed record PlanState
{
    /// <summary>Version of the package that wrote the state.</summary>
    public string Package { get; init; } = "";

    /// <summary>The assembly that carries the plan.</summary>
    public required string Assembly { get; init; }

    /// <summary>The repository's root folder.</summary>
    public required string RepositoryRoot { get; init; }

    /// <summary>The project that declares the hooks.</summary>
    public required string Project { get; init; }

    /// <summary>The folder of the hooks' logs.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>The <c>dotnet</c> program; empty for the one on PATH.</summary>
    public string Dotnet { get; init; } = "";

    /// <summary>The worker's assembly.</summary>
    public string Worker { get; init; } = "";

    /// <summary>Folders in which restored packages lie.</summary>
    public IReadOnlyList<string> PackageFolders { get; init; } = [];

    /// <summary>Values for C# hooks and placeholders.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The properties of MSBuild that say how hooks run, as they were written; those without a value are absent.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The files that the plan was built from, and the assembly itself.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];

    /// <summary>The folders in which a new source file would become part of the project.</summary>
    public IReadOnlyList<InputFolder> Folders { get; init; } = [];

    /// <summary>Source files in these folders that the project leaves out.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>A setting as it was written; empty where it has no value.</summary>
    public string Setting(string name) => Settings.TryGetValue(name, out var value) ? value : "";

    /// <summary>The value of a setting; HOOK9002 where what was written is none.</summary>
    public T Read<T>(Setting<T> setting) => setting.Read(Setting(setting.Name));
}
