using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Exports;

/// <summary>Writes the run as a document when it has ended.</summary>
internal sealed class ExportOutput(string format, HookPlan plan, RunRequest request, Action<byte[]> write) : RunOutput
{
    private readonly List<Problem> _warnings = [];

    public override void Warned(Problem problem) => _warnings.Add(problem);

    public override void End(RunReport report) => write(ExportFormats.Write(format, new ExportedRun(plan, request, report, _warnings)));
}
