using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// The formatter itself, which Roslyn only offers through a workspace: composing one takes longer than formatting a file. These few members have been
/// there, with these names, in all releases from 4.8 on; the one place in this program that uses reflection, a handful of calls a file.
/// </summary>
internal sealed class RoslynInternals
{
    private readonly object _formatting;
    private readonly MethodInfo _getOptions;
    private readonly MethodInfo _format;
    private readonly MethodInfo _getChanges;
    private readonly MethodInfo _getRoot;
    private readonly MethodInfo _structure;
    private readonly MethodInfo _getImportOptions;
    private readonly ConstructorInfo _newImportSorter;
    private readonly object _defaultRules;

    private RoslynInternals()
    {
        var common = Assembly.Load("Microsoft.CodeAnalysis.Workspaces");
        var csharp = Assembly.Load("Microsoft.CodeAnalysis.CSharp.Workspaces");

        var formatting = Type(csharp, "Microsoft.CodeAnalysis.CSharp.Formatting.CSharpSyntaxFormatting");
        _formatting = Present(formatting.GetField("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null), formatting, "Instance");
        _getOptions = Method(formatting, "GetFormattingOptions");
        _format = Method(formatting, "GetFormattingResult");
        _defaultRules = Present(Activator.CreateInstance(_format.GetParameters()[3].ParameterType), formatting, "GetFormattingResult");
        var result = Type(common, "Microsoft.CodeAnalysis.Formatting.IFormattingResult");
        _getChanges = Method(result, "GetTextChanges");
        _getRoot = Method(result, "GetFormattedRoot");
        _structure = Method(Type(common, "Microsoft.CodeAnalysis.Diagnostics.StructuredAnalyzerConfigOptions"), "Create");
        _getImportOptions = Method(Type(common, "Microsoft.CodeAnalysis.OrganizeImports.OrganizeImportsOptionsProviders"), "GetOrganizeImportsOptions");
        var sorter = Type(csharp, "Microsoft.CodeAnalysis.CSharp.OrganizeImports.CSharpOrganizeImportsService+Rewriter");
        _newImportSorter = sorter.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)[0];
    }

    /// <summary>The one there is; found when it is first needed.</summary>
    public static RoslynInternals Instance { get; } = new();

    /// <summary>Makes the formatter ready, which takes as long as parsing a first file: the two can be done side by side.</summary>
    public static void Prepare() =>
        _ = new FileStyle(
            ImmutableDictionary<string, string>.Empty,
            ImmutableDictionary<string, ReportDiagnostic>.Empty,
            ImmutableDictionary<string, ReportDiagnostic>.Empty).Formatting;

    /// <summary>What <c>.editorconfig</c> says, in the form the other methods take.</summary>
    public object Structure(AnalyzerConfigOptions options) => Present(_structure.Invoke(null, [options, null]), _structure.DeclaringType!, _structure.Name);

    /// <summary>Options of the formatter.</summary>
    /// <param name="structured">What <see cref="Structure"/> gave.</param>
    public object FormattingOptions(object structured) => Present(_getOptions.Invoke(_formatting, [structured]), _getOptions.DeclaringType!, _getOptions.Name);

    /// <summary>What formatting changes.</summary>
    /// <param name="root">Root of the file.</param>
    /// <param name="options">What <see cref="FormattingOptions"/> gave.</param>
    /// <param name="cancellation">Ends it.</param>
    public IList<TextChange> Changes(SyntaxNode root, object options, CancellationToken cancellation) =>
        (IList<TextChange>)Invoke(_getChanges, Result(root, options, cancellation), [cancellation]);

    /// <summary>The file formatted: nearly always what <see cref="Changes"/> make of it, but not where a file is one big <c>#if</c>.</summary>
    public SyntaxNode Formatted(SyntaxNode root, object options, CancellationToken cancellation) =>
        (SyntaxNode)Invoke(_getRoot, Result(root, options, cancellation), [cancellation]);

    /// <summary>What sorts usings.</summary>
    /// <param name="structured">What <see cref="Structure"/> gave.</param>
    public CSharpSyntaxRewriter ImportSorter(object structured) =>
        (CSharpSyntaxRewriter)_newImportSorter.Invoke([Invoke(_getImportOptions, null, [structured, LanguageNames.CSharp])]);

    private object Result(SyntaxNode root, object options, CancellationToken cancellation)
    {
        TextSpan[] whole = [root.FullSpan];
        return Invoke(_format, _formatting, [root, whole, options, _defaultRules, cancellation]);
    }

    // The exception that was thrown, not one that wraps it.
    private static object Invoke(MethodInfo method, object? target, object?[] arguments) =>
        Present(method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null), method.DeclaringType!, method.Name);

    private static Type Type(Assembly assembly, string name) =>
        assembly.GetType(name)
            ?? throw new MissingMemberException($"Roslyn {assembly.GetName().Version} has no {name}: this version of Hooks.Build.CSharp does not know it.");

    private static MethodInfo Method(Type type, string name) =>
        (MethodInfo)Present(
            Array.Find(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static), method => method.Name == name), type, name);

    private static object Present(object? member, Type type, string name) =>
        member
            ?? throw new MissingMemberException(
                $"Roslyn {type.Assembly.GetName().Version} has no {type.Name}.{name}: this version of Hooks.Build.CSharp does not know it.");
}
