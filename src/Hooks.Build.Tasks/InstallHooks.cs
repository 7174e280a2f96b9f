using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Settings;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>Installs scripts into git's hooks that start the runner.</summary>
public sealed class InstallHooks : ReportingTask
{
    /// <summary>Absolute path of the assembly that carries the plan; after a restore it may not exist yet.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Absolute path of the state file that the build writes.</summary>
    [Required]
    public string StateFile { get; set; } = "";

    /// <summary>Absolute path of the runner.</summary>
    [Required]
    public string Runner { get; set; } = "";

    /// <summary>Absolute path of the <c>dotnet</c> program.</summary>
    public string? Dotnet { get; set; }

    /// <summary>The property <c>HooksInstallStages</c>.</summary>
    public string? Stages { get; set; }

    /// <summary>The property <c>HooksInstallForce</c>.</summary>
    public string? Force { get; set; }

    /// <summary>The property <c>HooksWriteSolutionTargets</c>.</summary>
    public string? WriteSolutionTargets { get; set; }

    /// <summary>True where nobody asked for it just now: nothing is said as long as nothing changes, and what goes wrong stops no build.</summary>
    public bool Automatic { get; set; }

    /// <inheritdoc />
    protected override void Work()
    {
        if (!Automatic)
        {
            Tell(Install().Lines);
            if (IgnoredProject.FindAsync(SystemLauncher.Create(), HookEnvironment.OfThisProcess(), RepositoryRoot, Project, CancellationToken.None).GetAwaiter().GetResult() is { } problem)
            {
                LogWarning(problem);
            }

            Tell(SolutionTargets.Offer(RepositoryRoot, Project, SettingReader.Flag("HooksWriteSolutionTargets", WriteSolutionTargets, otherwise: false)));
            return;
        }

        // A folder without .git is a copy of the sources, as in the build of a container.
        if (!Path.Exists(Path.Combine(RepositoryRoot, ".git")))
        {
            return;
        }

        try
        {
            if (Install() is { Changed: true } report)
            {
                Tell(report.Lines);
            }
        }
        catch (HooksException e)
        {
            foreach (var problem in e.Problems)
            {
                LogWarning(problem);
            }
        }
    }

    private InstallReport Install()
    {
        var stages = GitHooks.Read("HooksInstallStages", Stages);
        var knowsStages = stages != HookStages.None || !Automatic || File.Exists(Assembly);
        InstallRequest request = new()
        {
            Folder = RepositoryRoot,
            Project = Project,
            StateFile = StateFile,
            Runner = Runner,
            Dotnet = string.IsNullOrEmpty(Dotnet) ? "dotnet" : Dotnet,
            Stages = stages != HookStages.None ? stages : knowsStages ? GitHooks.Of(PlanReader.Read(Assembly)) : HookStages.PreCommit,
            KeepsOtherStages = !knowsStages,
            Force = SettingReader.Flag("HooksInstallForce", Force, otherwise: false),
        };
        HookInstaller installer = new(SystemLauncher.Create(), HookEnvironment.OfThisProcess());
        return installer.InstallAsync(request, CancellationToken.None).GetAwaiter().GetResult();
    }
}
