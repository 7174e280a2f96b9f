using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Code;

/// <summary>
/// What the code of an assembly's C# hooks is. It takes a while to find out, so it is kept in a file for as long as the assembly and those that its
/// hooks use are the same.
/// </summary>
internal sealed class HookCodes
{
    private const string Format = "hooks-code 7";
    private const int MostBytes = 64 << 20;
    private readonly string _assembly;

    // By declaration: items of a matrix are one method, and those that are found may be others in each run.
    private readonly Dictionary<string, MethodCode> _codes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _referenced = new(StringComparer.Ordinal);
    private (string Text, string Digest)? _packages;

    private HookCodes(string assembly) => _assembly = assembly;

    /// <summary>Finds out.</summary>
    /// <param name="assembly">Absolute path of the hooks assembly.</param>
    /// <param name="hooks">The hooks of its plan.</param>
    /// <param name="memoFile">Absolute path of the file in which it is kept.</param>
    /// <param name="keeps">Whether it is kept.</param>
    /// <returns>By the hook's name; without those that cannot be read, whose results cannot be remembered then.</returns>
    public static IReadOnlyDictionary<string, MethodCode> Read(string assembly, IEnumerable<PlannedHook> hooks, string memoFile, bool keeps)
    {
        HookCodes codes = new(assembly);
        List<PlannedHook> methods = [.. hooks.Where(hook => hook.Kind == HookKind.Method)];
        try
        {
            using var image = Open(assembly);
            var metadata = image.GetMetadataReader();
            var version = metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToString("N");
            if (!codes.TryLoad(memoFile, version))
            {
                var all = methods.ToLookup(hook => hook.Origin?.Assembly, StringComparer.Ordinal);
                codes.ReadAll(image, metadata, all[null]);
                foreach (var other in all.Where(other => other.Key is not null))
                {
                    codes.ReadJoined(other.Key!, other);
                }

                if (keeps)
                {
                    codes.Save(memoFile, version);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException or ArgumentException)
        {
            // What cannot be read here cannot run either, and whoever runs it says so.
        }

        Dictionary<string, MethodCode> named = new(StringComparer.Ordinal);
        foreach (var hook in methods)
        {
            if (codes._codes.TryGetValue(DeclarationOf(hook), out var code))
            {
                named[hook.OwnName] = code;
            }
        }

        return named;
    }

    private static string DeclarationOf(PlannedHook hook) => $"{hook.Origin?.Assembly}/{hook.Type}::{hook.Member}({(hook.TakesContext ? "context" : "")})";

    private static PEReader Open(string assembly) => new(new FileStream(assembly, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    // The attribute that marks a hook is not in the assembly: the plan says which methods are hooks.
    private void ReadAll(PEReader image, MetadataReader metadata, IEnumerable<PlannedHook> hooks)
    {
        var declared = hooks.DistinctBy(DeclarationOf, StringComparer.Ordinal).ToLookup(hook => hook.Type ?? "", StringComparer.Ordinal);
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            foreach (var hook in declared[TypeName.Of(metadata, type)])
            {
                // Of two that could be meant, neither is.
                if (type.GetMethods().Where(method => IsMeant(metadata, metadata.GetMethodDefinition(method), hook)).ToList() is [var handle])
                {
                    _codes[DeclarationOf(hook)] = CodeReader.Read(image, handle, WhatIs);
                }
            }
        }
    }

    // What uses the code of another assembly beside the own is known by that; what is in a package by the package.
    private void ReadJoined(string assembly, IEnumerable<PlannedHook> hooks)
    {
        var what = WhatIs(assembly);
        if (File.Exists(Beside(assembly)))
        {
            using var image = Open(Beside(assembly));
            ReadAll(image, image.GetMetadataReader(), hooks);
            return;
        }

        foreach (var hook in hooks)
        {
            // What it sees is not known.
            _codes[DeclarationOf(hook)] = new MethodCode(
                Sha256.Hex(Encoding.UTF8.GetBytes($"{hook.Type}::{hook.Member} of {what}")), SeesStage: true, SeesProperties: true);
        }
    }

    private string Beside(string assembly) => Path.Combine(Path.GetDirectoryName(_assembly)!, assembly + ".dll");

    private static bool IsMeant(MetadataReader metadata, MethodDefinition method, PlannedHook hook) =>
        metadata.StringComparer.Equals(method.Name, hook.Member)
        && method.GetParameters().Count(parameter => metadata.GetParameter(parameter).SequenceNumber > 0) == (hook.TakesContext ? 1 : 0);

    // An assembly beside the hooks' own is known by its build and those of the ones that it uses; one of a package by what the project's packages are.
    private string WhatIs(string name)
    {
        if (_referenced.TryGetValue(name, out var known))
        {
            return known;
        }

        SortedDictionary<string, string> used = new(StringComparer.Ordinal);
        AddUsed(name, used);
        StringBuilder text = new();
        foreach (var (assembly, what) in used)
        {
            _ = text.Append(assembly).Append('=').Append(what).Append('\n');
        }

        return _referenced[name] = text.Length == 0 ? "platform" : Sha256.Hex(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private void AddUsed(string name, SortedDictionary<string, string> used)
    {
        if (used.ContainsKey(name))
        {
            return;
        }

        var file = Beside(name);
        if (!File.Exists(file))
        {
            // Of .NET, unless a package has one of that name.
            if (!IsOfPlatform(name) || Packages.Text.Contains($"/{name}.dll\"", StringComparison.Ordinal))
            {
                used.Add(name, Packages.Digest);
            }

            return;
        }

        using var image = Open(file);
        var metadata = image.GetMetadataReader();
        used.Add(name, metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToString("N"));
        foreach (var reference in metadata.AssemblyReferences)
        {
            AddUsed(metadata.GetString(metadata.GetAssemblyReference(reference).Name), used);
        }
    }

    private static bool IsOfPlatform(string assembly) =>
        assembly is "mscorlib" or "netstandard" or "System" or "Hooks.Build" || assembly.StartsWith("System.", StringComparison.Ordinal);

    private (string Text, string Digest) Packages => _packages ??= ReadPackages();

    private (string, string) ReadPackages()
    {
        var file = Path.ChangeExtension(_assembly, ".deps.json");
        var text = PlainFile.Read(file) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
        return (text, Sha256.Hex(Encoding.UTF8.GetBytes(text)));
    }

    private bool TryLoad(string memoFile, string version)
    {
        try
        {
            var lines = (TabbedText.Unseal(KeptFile.ReadText(memoFile, MostBytes) ?? "") ?? "").Split('\n');
            if (lines is not [Format, var of, .., ""] || of != version)
            {
                return false;
            }

            foreach (var line in lines.AsSpan(2, lines.Length - 3))
            {
                switch (line.Split('\t'))
                {
                    case ["uses", var name, var what] when WhatIs(name) == what:
                        break;
                    case ["hook", var name, { Length: 64 } digest, var sees]:
                        _codes[name] = new MethodCode(digest, sees.Contains('s', StringComparison.Ordinal), sees.Contains('p', StringComparison.Ordinal));
                        break;
                    default:
                        _codes.Clear();
                        return false;
                }
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Save(string memoFile, string version)
    {
        StringBuilder text = new();
        _ = text.Append(Format).Append('\n').Append(version).Append('\n');
        foreach (var (name, what) in _referenced)
        {
            _ = text.Append("uses\t").Append(name).Append('\t').Append(what).Append('\n');
        }

        foreach (var (name, code) in _codes)
        {
            _ = text.Append("hook\t")
                .Append(name)
                .Append('\t')
                .Append(code.Digest)
                .Append('\t')
                .Append(code.SeesStage ? "s" : "-")
                .Append(code.SeesProperties ? "p" : "-")
                .Append('\n');
        }

        try
        {
            ReplacedFile.Write(memoFile, Encoding.UTF8.GetBytes(TabbedText.Seal(text.ToString())));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It takes a while once more.
        }
    }
}
