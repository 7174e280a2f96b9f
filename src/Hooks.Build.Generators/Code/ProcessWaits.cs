using System.Collections.Immutable;
using System.Globalization;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>HOOK0020: a process is waited for, or read from until it ends, and nothing ends the wait when it hangs.</summary>
internal static class ProcessWaits
{
    private const string Process = "System.Diagnostics.Process";

    /// <summary>Looks for such waits.</summary>
    public static void Check(CodeBody body)
    {
        List<IInvocationOperation>? calls = null;
        foreach (var invocation in body.Invocations)
        {
            if (invocation.TargetMethod.ContainingType?.Is(Process) == true || ReadProcess(invocation) is not null)
                (calls ??= []).Add(invocation);
        }

        foreach (var loop in body.Loops)
            CheckPolling(body, loop);

        if (calls is null)
            return;

        foreach (var call in calls.Where(call => !IsEndedByOthers(body, calls, call)))
        {
            if (IsEndless(call) && !IsPassedOn(call, body.Owner))
                Report(body, call, Kind(call), "if the process hangs, so does this");

            if (ReadProcess(call) is not null)
                Report(
                    body,
                    call,
                    call.TargetMethod.Name == "ReadToEndAsync" ? LimitKind.Task : LimitKind.None,
                    "it returns when the process has ended, so a limit of what follows comes too late");
        }
    }

    private static void Report(CodeBody body, IOperation call, LimitKind kind, string reason)
    {
        var (program, seconds) = UsualLimit.Of(body);
        var hook = Reach.Hook(call, body);
        var advice = hook is not null
            ? $"; use {hook.Name}.RunAsync, which ends with the hook's time"
            : $"; {seconds.ToString(CultureInfo.InvariantCulture)} s are usual{(program.Length == 0 ? "" : $" for {program}")}";
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(CodeProperties.Seconds, seconds.ToString(CultureInfo.InvariantCulture))
            .Add(CodeProperties.Hook, hook?.Name)
            .Add(CodeProperties.Kind, kind.ToString());
        body.Report(
            CodeDescriptors.NoTimeLimit, call.NameLocation(), properties, (call as IInvocationOperation)?.TargetMethod.Name ?? "HasExited", reason + advice);
    }

    // A wrapper has the wait beside the one with a limit, as the process itself has: who calls it chooses.
    private static bool IsPassedOn(IInvocationOperation call, ISymbol owner) =>
        owner is IMethodSymbol { IsStatic: false } && owner.Name == call.TargetMethod.Name
        && owner.ContainingType.GetMembers(owner.Name).OfType<IMethodSymbol>().Any(other => other.Parameters.Any(parameter => IsLimit(parameter.Type)));

    private static bool IsLimit(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Int32 || type.Is("System.TimeSpan") || type.Is(MetadataNames.CancellationToken);

    private static LimitKind Kind(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "WaitForExitAsync" } => LimitKind.Task,
        { Name: "WaitForExit" } when StandsAlone(call) => LimitKind.Exit,
        { Name: "WaitForInputIdle", Parameters.Length: 0 } or { Parameters.Length: 1 } => LimitKind.Milliseconds,
        _ => LimitKind.None,
    };

    // Nobody asks what came of it.
    private static bool StandsAlone(IInvocationOperation call)
    {
        var parent = call.Syntax.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == call.Syntax ? access.Parent : call.Syntax.Parent;
        return parent is ExpressionStatementSyntax || (parent is ArrowExpressionClauseSyntax && call.Arguments.IsEmpty);
    }

    private static bool IsEndless(IInvocationOperation call) => call.TargetMethod.ContainingType.Is(Process) && call.TargetMethod.Name switch
    {
        "WaitForExit" or "WaitForInputIdle" => call.Arguments.IsEmpty || call.Arguments[0].Value.IsForever(),
        "WaitForExitAsync" => call.Arguments.All(argument => argument.Value.IsNoToken()) && call.IsWaitedForPlainly(),
        _ => false,
    };

    // Known to be over or to end: waited for with a limit before (the wait without one then collects the output), killed before, or killed by a timer or a
    // token.
    private static bool IsEndedByOthers(CodeBody body, List<IInvocationOperation> calls, IInvocationOperation wait)
    {
        var process = (ReadProcess(wait) ?? wait.Receiver()).Named();
        if (process is null)
            return false;

        return calls.Any(call => call != wait
            && IsProcess(call.Receiver())
            && call.TargetMethod.Name is "WaitForExit" or "WaitForExitAsync"
            && call.Syntax.SpanStart < wait.Syntax.SpanStart
            && !IsEndless(call))
            || body.Invocations.Any(call => IsKill(call.TargetMethod)
                && (IsProcess(call.Receiver()) || call.Arguments.Any(argument => IsProcess(argument.Value)))
                && Ends(call))
            || body.MethodGroups.Any(group => IsKill(group.Method) && IsProcess(group.Receiver()));

        bool IsProcess(IOperation? operation) => SymbolEqualityComparer.Default.Equals(operation.Named(), process);

        bool Ends(IInvocationOperation kill) =>
            (kill.Syntax.SpanStart < wait.Syntax.SpanStart && !IsPassedBy(kill, wait)) || kill.Function() != wait.Function();
    }

    // Kill, and what is called so that kills more, or with care: TryKill, KillTree.
    private static bool IsKill(IMethodSymbol method) =>
        method.Name.IndexOf("Kill", StringComparison.Ordinal) >= 0 || method.Name.StartsWith("Terminate", StringComparison.Ordinal);

    // In a catch that does not go on to the wait: where nothing is caught, nothing was killed.
    private static bool IsPassedBy(IInvocationOperation kill, IInvocationOperation wait) =>
        kill.Syntax.FirstAncestorOrSelf<CatchClauseSyntax>() is { } clause
            && clause.Block.Statements.LastOrDefault() is ThrowStatementSyntax or ReturnStatementSyntax
            && !clause.Span.Contains(wait.Syntax.Span);

    // The process whose output is read to its end by this thread, or in an await that nothing ends.
    private static IOperation? ReadProcess(IInvocationOperation read)
    {
        if (read.TargetMethod.Name is not ("ReadToEnd" or "ReadToEndAsync")
            || read.Receiver() is not IPropertyReferenceOperation { Property: { Name: "StandardOutput" or "StandardError", ContainingType: var type } } output
            || !type.Is(Process))
        {
            return null;
        }

        var waits = read.TargetMethod.Name == "ReadToEnd" || (read.Arguments.All(argument => argument.Value.IsNoToken()) && read.IsWaitedForPlainly());
        return waits ? output.Receiver() : null;
    }

    // while (!process.HasExited) { sleep }
    private static void CheckPolling(CodeBody body, ILoopOperation loop)
    {
        if (loop is IWhileLoopOperation
            {
                Condition: IUnaryOperation
                {
                    OperatorKind: UnaryOperatorKind.Not,
                    Operand: IPropertyReferenceOperation { Property.Name: "HasExited" } exited,
                }
            }
            && exited.Property.ContainingType.Is(Process)
            && !loop.Body.DescendantsAndSelf()
                .Any(operation => operation is IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo })
            && !body.Invocations.Any(call => call.TargetMethod.Name is "Kill" or "ThrowIfCancellationRequested"
                || call.Arguments.Any(argument => argument.Parameter?.Type.Is(MetadataNames.CancellationToken) == true)))
        {
            Report(body, exited, LimitKind.None, "if the process hangs, this loop has no end");
        }
    }
}
