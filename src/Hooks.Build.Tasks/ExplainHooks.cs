using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;

namespace Hooks.Build.Tasks;

/// <summary>Tells why hooks ran, and whether they would run now. Runs nothing and writes nothing.</summary>
public sealed class ExplainHooks : RequestTask
{
    /// <inheritdoc />
    protected override void Execute(HookPlan plan)
    {
        var services = CreateServices();
        using var launcher = services.Launcher as IDisposable;
        Tell(HookExplainer.ExplainAsync(plan, ReadRequest(), services, CancellationToken.None).GetAwaiter().GetResult());
    }
}
