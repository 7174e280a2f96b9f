using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Tasks;

/// <summary>Takes the scripts of <see cref="InstallHooks"/> away; hooks that were there before come back.</summary>
public sealed class UninstallHooks : ReportingTask
{
    /// <inheritdoc />
    protected override void Work()
    {
        HookInstaller installer = new(SystemLauncher.Create(), HookEnvironment.OfThisProcess());
        Tell(installer.UninstallAsync(RepositoryRoot, CancellationToken.None).GetAwaiter().GetResult().Lines);
    }
}
