using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>The code of one member, sorted by what rules look at in one walk. What stands in lambdas and local functions belongs to it.</summary>
internal sealed class CodeBody
{
    private readonly Action<Diagnostic> _report;

    /// <summary>Reads a member.</summary>
    /// <param name="owner">The member.</param>
    /// <param name="blocks">Its code.</param>
    /// <param name="isOfHook">Whether a hook runs it; then more is asked of it.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="report">Takes what is wrong.</param>
    /// <param name="cancellation">Stops the work.</param>
    public CodeBody(
        ISymbol owner, IEnumerable<IOperation> blocks, bool isOfHook, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        (Owner, IsOfHook, Compilation, Cancellation, _report) = (owner, isOfHook, compilation, cancellation, report);
        foreach (var block in blocks)
        {
            foreach (var operation in block.DescendantsAndSelf())
            {
                cancellation.ThrowIfCancellationRequested();
                Add(operation);
            }
        }
    }

    public ISymbol Owner { get; }

    public bool IsOfHook { get; }

    public Compilation Compilation { get; }

    public CancellationToken Cancellation { get; }

    public List<IInvocationOperation> Invocations { get; } = [];

    public List<IPropertyReferenceOperation> Properties { get; } = [];

    public List<IObjectCreationOperation> Creations { get; } = [];

    public List<IAssignmentOperation> Assignments { get; } = [];

    public List<ILoopOperation> Loops { get; } = [];

    public List<IMethodReferenceOperation> MethodGroups { get; } = [];

    /// <summary>Methods that this one may run, by what is written in it.</summary>
    public IEnumerable<IMethodSymbol> Callees
    {
        get
        {
            foreach (var invocation in Invocations)
                yield return invocation.TargetMethod;

            foreach (var group in MethodGroups)
                yield return group.Method;

            foreach (var creation in Creations)
            {
                if (creation.Constructor is { } constructor)
                    yield return constructor;
            }

            foreach (var property in Properties)
            {
                if (property.Property.GetMethod is { } get)
                    yield return get;

                if (property.Property.SetMethod is { } set && property.Parent is IAssignmentOperation assignment && assignment.Target == property)
                    yield return set;
            }
        }
    }

    /// <summary>Applies all rules.</summary>
    public void Check()
    {
        ProcessWaits.Check(this);
        NetworkWaits.Check(this);
        LoopAwaits.Check(this);
        BlockingWaits.Check(this);
        IgnoredTokens.Check(this);
        if (IsOfHook)
            ProcessWideState.Check(this);
    }

    /// <summary>Reports something.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location location, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        _report(Diagnostic.Create(descriptor, location, properties, arguments));

    private void Add(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                Invocations.Add(invocation);
                break;
            case IPropertyReferenceOperation property:
                Properties.Add(property);
                break;
            case IObjectCreationOperation creation:
                Creations.Add(creation);
                break;
            case IAssignmentOperation assignment:
                Assignments.Add(assignment);
                break;
            case ILoopOperation loop:
                Loops.Add(loop);
                break;
            case IMethodReferenceOperation group:
                MethodGroups.Add(group);
                break;
        }
    }
}
