namespace Hooks.Build.Engine.Model;

/// <summary>How the process for C# hooks is started.</summary>
public sealed record WorkerOptions
{
    /// <summary>Absolute path of the <c>dotnet</c> program, or its name on PATH.</summary>
    public required string Dotnet { get; init; }

    /// <summary>Absolute path of <c>Hooks.Build.Worker.dll</c>.</summary>
    public required string WorkerAssembly { get; init; }

    /// <summary>Absolute path of the assembly with the hooks.</summary>
    public required string HooksAssembly { get; init; }

    /// <summary>Absolute path of what the hooks' project says of the runtime that it needs; the file is there where the project makes one.</summary>
    internal string RuntimeConfiguration => Path.ChangeExtension(HooksAssembly, ".runtimeconfig.json");

    /// <summary>Absolute path of the project that the assembly is built from; empty where that is not known.</summary>
    public string HooksProject { get; init; } = "";

    /// <summary>Absolute path of <c>Hooks.Build.CSharp.Worker.dll</c>; empty where the project does not reference that package.</summary>
    public string ToolAssembly { get; init; } = "";

    /// <summary>Folders in which restored packages lie.</summary>
    public IReadOnlyList<string> PackageFolders { get; init; } = [];
}
