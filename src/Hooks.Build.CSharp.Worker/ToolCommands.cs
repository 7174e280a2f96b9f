using Hooks.Build.CSharp.Formatting;
using Hooks.Build.CSharp.Tools;

namespace Hooks.Build.CSharp;

/// <summary>The hooks this worker runs.</summary>
internal static class ToolCommands
{
    private static readonly FormatCommand Format = new();

    /// <summary>The command of a hook; <see langword="null"/> where there is none of that id.</summary>
    public static IToolCommand? Find(string id) => id switch
    {
        "format" => Format,
        "build" => new Projects.BuildCommand(),
        "test" => new Projects.TestCommand(),
        "vulnerable-packages" => new Projects.VulnerablePackageCommand(),
        "deprecated-packages" => new Projects.DeprecatedPackageCommand(),
        "lock-files" => new Projects.LockFileCommand(),
        _ => null,
    };
}
