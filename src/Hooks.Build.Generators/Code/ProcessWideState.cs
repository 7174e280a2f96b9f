using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>HOOK0023: what belongs to the whole process, in which other hooks run at the same time.</summary>
internal static class ProcessWideState
{
    private static readonly ImmutableDictionary<string, string?> OfHook = ImmutableDictionary<string, string?>.Empty.Add(CodeProperties.OfHook, "");

    /// <summary>Looks for what changes it.</summary>
    public static void Check(CodeBody body)
    {
        foreach (var call in body.Invocations)
        {
            var advice = (call.TargetMethod.ContainingType?.Name, call.TargetMethod.Name) switch
            {
                ("Environment", "Exit" or "FailFast") => "return a HookResult, or throw",
                ("Environment", "SetEnvironmentVariable") => "give variables to the process that you start",
                ("Directory", "SetCurrentDirectory") => "use paths from hook.RepositoryRoot",
                ("Console", "SetOut" or "SetError" or "SetIn") => "report by the hook's context",
                ("ThreadPool", "SetMinThreads" or "SetMaxThreads") => "leave it to the worker",
                _ => null,
            };
            if (advice is not null && call.TargetMethod.ContainingNamespace is { Name: "System" or "IO" or "Threading" })
                body.Report(
                    CodeDescriptors.ProcessWide, call.NameLocation(), OfHook, $"{call.TargetMethod.ContainingType!.Name}.{call.TargetMethod.Name}", advice);
        }

        foreach (var assignment in body.Assignments)
        {
            if (assignment.Target is not IPropertyReferenceOperation { Property: { IsStatic: true } property } target)
                continue;

            var advice = (property.ContainingType.Name, property.Name) switch
            {
                ("Environment", "CurrentDirectory") => "use paths from hook.RepositoryRoot",
                ("Environment", "ExitCode") => "return a HookResult",
                ("CultureInfo", "DefaultThreadCurrentCulture" or "DefaultThreadCurrentUICulture") => "pass the culture to what formats",
                ("Console", "OutputEncoding" or "InputEncoding") => "report by the hook's context",
                _ => null,
            };
            if (advice is not null && property.ContainingNamespace is { Name: "System" or "Globalization" })
                body.Report(CodeDescriptors.ProcessWide, target.NameLocation(), OfHook, $"{property.ContainingType.Name}.{property.Name}", advice);
        }
    }
}
