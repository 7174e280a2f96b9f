using System.Text;
using Hooks.Build.Checks;
using Hooks.Build.Engine.Code;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Caching.Keys;

/// <summary>Gathers all that the result of a hook depends on.</summary>
internal sealed class KeyMaker(
    RunRequest request, HookInputs inputs, FileFingerprints fingerprints, IReadOnlyDictionary<string, string> environment,
    Func<IReadOnlyDictionary<string, MethodCode>> codes, WorkerOptions? worker = null)
{
    // Of the key's own form: another one is another key. Keys of form 1 may name content that was never on disk.
    private const string Format = "2";

    /// <summary>How the names of fields begin that tell of variables.</summary>
    public const string Variable = "variable ";

    /// <summary>What such a field says of a variable that is not there.</summary>
    public const string NotSet = "not set";

    // Of the machine, the user and the clone.
    private const string OutsideAttributesField = "git attributes outside the working tree";

    private readonly ToolFingerprints _tools = new(fingerprints, environment);
    private readonly Lazy<IReadOnlyDictionary<string, MethodCode>> _codes = new(codes);

    /// <summary>What git has of attributes outside the working tree; <see langword="null"/> where nobody asks for them.</summary>
    public OutsideAttributes? Attributes { get; init; }

    /// <summary>What C# hooks are loaded from; <see langword="null"/> where nothing of them is remembered.</summary>
    public CodeFiles? Code { get; init; }

    /// <summary>The projects of the hooks, where there are several.</summary>
    public IReadOnlyList<HookProject> Projects { get; init; } = [];

    /// <summary>Which files hooks depend on.</summary>
    public HookInputs Inputs => inputs;

    /// <summary>Absolute paths of all that says which tools are meant.</summary>
    public IReadOnlyCollection<string> ToolPlaces => _tools.Places;

    /// <summary>Absolute paths of the tools themselves.</summary>
    public IReadOnlyCollection<string> Tools => _tools.Own;

    /// <summary>Absolute paths of the folders in which a program would be taken for one that is meant.</summary>
    public IReadOnlyList<string> ProgramFolders => ToolPath.Folders(environment);

    /// <summary>Makes the key of a hook as things are now.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="given">The files it is given, in ordinal order.</param>
    /// <returns><see langword="null"/> where something it depends on cannot be known.</returns>
    public ResultKey? Make(PlannedHook hook, IReadOnlyList<string> given)
    {
        List<KeyField> fields = [new("format", Format), new("platform", Platform.Name), new("definition", hook.Hash ?? "")];
        if (!TryAddMeans(hook, fields))
        {
            return null;
        }

        if (AsksForAttributes(hook) && !TryAddAttributes(fields))
        {
            return null;
        }

        AddVariables(hook, fields);
        return Make(fields, given, inputs.BesideGiven(hook));
    }

    /// <summary>Whether git's attributes decide what comes of a hook.</summary>
    public static bool AsksForAttributes(PlannedHook hook) => hook.Kind == HookKind.Check && hook.Reads.Contains("**/.gitattributes", StringComparer.Ordinal);

    /// <summary>
    /// Whether all that a hook depends on is as it was when a key of it was made, and nobody touched a file of it since: what was changed and changed back it
    /// may have seen. The same written once more is its own doing where it says that it writes it.
    /// </summary>
    public bool IsUntouched(ResultKey key, PlannedHook hook)
    {
        if (hook.Kind == HookKind.Method && Code?.AreUntouched() == false)
        {
            return false;
        }

        var now = Make(Now(key), key.Given, inputs.BesideGiven(hook));
        var writes = hook.Writes.Count == 0 ? null : GlobSet.Parse(hook.Writes, []);
        return now.Digest == key.Digest && AreUntouched(now.Given) && AreUntouched(now.Beside);

        bool AreUntouched(IReadOnlyList<string> files) =>
            fingerprints.AreUntouchedSince(key.Epoch, writes is null ? files : [.. files.Where(file => !writes.IsMatch(file))]);
    }

    /// <summary>Whether a file is there now that was not when a key was made: what appears and goes again touches no file that was there.</summary>
    public bool HasAppeared(ResultKey key)
    {
        foreach (var path in key.Absent)
        {
            if (FileStatus.Read(fingerprints.FullPath(path)).Kind != FileKind.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the files of a key, and those that the hook wrote, are as they were.</summary>
    public bool IsStill(ResultKey key) =>
        Make(Now(key), key.Given, key.Beside).Digest == key.Digest && Fingerprint.DigestOf(key.Outputs, fingerprints.FingerprintOf) == key.OutputsDigest;

    /// <summary>The files that a hook wrote. What it writes of what it reads is as it was, or nothing would be kept.</summary>
    public List<string> OutputsOf(PlannedHook hook, ResultKey key)
    {
        if (hook.Writes.Count == 0)
        {
            return [];
        }

        HashSet<string> read = new(key.Given, StringComparer.Ordinal);
        read.UnionWith(key.Beside);
        var written = inputs.Written(hook);
        _ = written.RemoveAll(read.Contains);
        return written;
    }

    /// <summary>The first of the files that lie where a hook writes that is none of some; <see langword="null"/> where there are no others.</summary>
    public string? OtherOutput(PlannedHook hook, ResultKey key, IEnumerable<string> outputs)
    {
        var there = OutputsOf(hook, key);
        if (there.Count == 0)
        {
            return null;
        }

        HashSet<string> known = new(outputs, StringComparer.Ordinal);
        return there.Find(path => !known.Contains(path));
    }

    /// <summary>The variables that a hook declares, by name.</summary>
    public static IReadOnlyList<string> Declared(PlannedHook hook, IReadOnlyDictionary<string, string> environment)
    {
        if (!hook.Environment.Contains("*", StringComparer.Ordinal))
        {
            return hook.Environment;
        }

        var usual = HookEnvironment.For(environment, []);
        List<string> names = [.. hook.Environment];
        foreach (var name in HookEnvironment.For(environment, hook.Environment).Keys)
        {
            if (!usual.ContainsKey(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    private ResultKey Make(List<KeyField> fields, IReadOnlyList<string> given, IReadOnlyList<string> beside)
    {
        var epoch = fingerprints.Epoch;
        List<KeyField> all = [.. fields, new("other files", fingerprints.DigestOf(beside))];
        var baseDigest = ResultKey.DigestOf(all);
        all.Add(new KeyField("files", fingerprints.DigestOf(given)));
        return new ResultKey
        {
            Digest = ResultKey.DigestOf(all),
            Base = baseDigest,
            Fields = fields,
            Given = given,
            Beside = beside,
            Epoch = epoch,
            Absent = Absent(given, beside),
        };
    }

    private IReadOnlyList<string> Absent(IReadOnlyList<string> given, IReadOnlyList<string> beside)
    {
        var absent = fingerprints.AbsentOf(given);
        return beside.Count == 0 ? absent : [.. absent, .. fingerprints.AbsentOf(beside)];
    }

    // Of the fields one is told by files, too.
    private List<KeyField> Now(ResultKey key) =>
        [.. key.Fields.Select(field => field.Name == OutsideAttributesField ? field with { Value = Attributes?.Digest() ?? "unknown" } : field)];

    private bool TryAddAttributes(List<KeyField> fields)
    {
        if (Attributes?.Digest() is { } digest)
        {
            fields.Add(new KeyField(OutsideAttributesField, digest));
            return true;
        }

        return Attributes is null;
    }

    private bool TryAddMeans(PlannedHook hook, List<KeyField> fields)
    {
        if (hook.Kind == HookKind.Method)
        {
            return TryAddCode(hook, fields);
        }

        if (hook.Kind == HookKind.Check)
        {
            fields.Add(new KeyField("checks", CheckVersion.Text));
            return true;
        }

        if (hook.Kind == HookKind.Tool)
        {
            // Of a version: a package's folder has it in its name, and one that is built anew has another content.
            var assembly = WorkerOf(hook)?.ToolAssembly ?? "";
            fields.Add(new KeyField("worker", assembly.Length == 0 ? "" : fingerprints.DigestOf(ToolFiles(assembly))));
            return assembly.Length > 0;
        }

        return TryAddTools(hook, fields);
    }

    private bool TryAddCode(PlannedHook hook, List<KeyField> fields)
    {
        if (!_codes.Value.TryGetValue(hook.Name, out var code)
            || WorkerOf(hook) is not { } options
            || _tools.Runtimes(options.Dotnet, request.RepositoryRoot) is not { } runtimes)
        {
            return false;
        }

        fields.Add(new KeyField("code", code.Digest));
        fields.Add(new KeyField("installed .NET", runtimes));
        fields.Add(new KeyField("runtimeconfig.json", _tools.ConfigurationOf(options)));
        if (!hook.NeverFixes)
        {
            fields.Add(new KeyField("fixing", request.Fixing ? "yes" : "no"));
        }

        if (code.SeesStage)
        {
            fields.Add(new KeyField("stage", EnumNames.NameOf(request.Stage)));
        }

        if (code.SeesProperties)
        {
            foreach (var (name, value) in request.PropertiesOf(hook).OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
            {
                fields.Add(new KeyField("property " + name, value.Replace(request.RepositoryRoot, "{root}", StringComparison.Ordinal)));
            }
        }

        return true;
    }

    private WorkerOptions? WorkerOf(PlannedHook hook) => hook.Project?.Worker ?? worker;

    // The worker, what formats, and Roslyn, all of which lie in its folder.
    private static List<string> ToolFiles(string assembly)
    {
        var folder = Path.GetDirectoryName(assembly)!;
        List<string> files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories)] : [assembly];
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private bool TryAddTools(PlannedHook hook, List<KeyField> fields)
    {
        var folder = Path.GetFullPath(Path.Combine(request.RepositoryRoot, hook.WorkingDirectory ?? ""));
        foreach (var command in hook.Command)
        {
            var program = command[0].Replace("{root}", request.RepositoryRoot, StringComparison.Ordinal);
            if (_tools.Of(program, folder) is not { } tool)
            {
                return false;
            }

            fields.Add(new KeyField("tool " + command[0], tool));
            // Who is told where the checkout is may look there, and say so in what it writes.
            if (command.Skip(1).Any(argument => ArgumentTemplate.Uses(argument, "root")))
            {
                fields.Add(new KeyField("root", request.RepositoryRoot));
            }

            foreach (var argument in command)
            {
                if (ArgumentTemplate.Uses(argument, "configuration"))
                {
                    fields.Add(new KeyField("configuration", request.ConfigurationOf(hook)));
                }
            }
        }

        return true;
    }

    // Values may be secrets: a digest tells as well that one changed. Where fields are kept in files it is masked.
    private void AddVariables(PlannedHook hook, List<KeyField> fields)
    {
        List<string> names = [.. Declared(hook, environment)];
        names.Sort(StringComparer.Ordinal);
        foreach (var name in names)
        {
            fields.Add(new KeyField(Variable + name, environment.TryGetValue(name, out var value) ? Sha256.Hex(Encoding.UTF8.GetBytes(value)) : NotSet));
        }
    }
}
