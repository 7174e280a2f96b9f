using System.Diagnostics;
using System.Globalization;
using Hooks.Build.Checks;
using Hooks.Build.Checks.Text.Kinds;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Fingerprints;

namespace Hooks.Build.Engine.Checking;

/// <summary>
/// Takes files through the checks of a pass: each is read once, repaired in memory by one after the other, and written once. Used by one thread.
/// </summary>
internal sealed class FilePipeline : IDisposable
{
    private readonly PassWork _work;
    private readonly IReadOnlyList<CheckMember> _members;
    private readonly ContentReader _reader = new();
    private readonly PassRecord _record;
    private readonly RewriteGuard _guard;
    private readonly Findings?[] _verdicts;
    private readonly FileRepairs _repairs;
    private Findings _findings = new();
    private ReadContent _content;

    // What a verdict on the file needs first.
    private VerdictKind? _missing;

    // Whether a check whose turn comes later would repair the file.
    private bool _isForLater;

    public FilePipeline(PassWork work)
    {
        _work = work;
        _members = work.Members;
        _record = new PassRecord(_members);
        _guard = new RewriteGuard(work.Attributes);
        _verdicts = new Findings?[_members.Count];
        _repairs = new FileRepairs(work, _record);
    }

    /// <summary>Files that were left until git's attributes are known, as <see cref="Run"/> was given them.</summary>
    public List<(string Path, ulong Wanted, ulong IfChanged)> Waiting { get; } = [];

    /// <summary>Files of the next turn, in the same way.</summary>
    public List<(string Path, ulong Wanted, ulong IfChanged)> Later { get; } = [];

    /// <summary>A bit for each member that found something which it did not repair.</summary>
    public ulong Failed => _record.Failed;

    /// <summary>Takes one file through.</summary>
    /// <param name="path">Its path from the root.</param>
    /// <param name="wanted">A bit for each member that looks at it.</param>
    /// <param name="ifChanged">A bit for each that looks at it only where another repairs it.</param>
    /// <param name="cancellation">Ends it at a large file.</param>
    public void Run(string path, ulong wanted, ulong ifChanged, CancellationToken cancellation)
    {
        var place = _record.Place;
        for (var readsAll = false; ; readsAll = true)
        {
            (_missing, _isForLater) = (null, false);
            Look(path, wanted, ifChanged, readsAll, cancellation);
            if (_missing is null)
            {
                // What another repaired now all look at.
                Later.AddRange(_isForLater ? [(path, _repairs.Any ? wanted | ifChanged : wanted, ifChanged)] : []);
                return;
            }

            // As if nobody had looked.
            _record.GoBack(place);
            _findings = new Findings();
            if (_missing == VerdictKind.AskAttributes)
            {
                Waiting.Add((path, wanted, ifChanged));
                return;
            }
        }
    }

    private void Look(string path, ulong wanted, ulong ifChanged, bool readsAll, CancellationToken cancellation)
    {
        _content = default;
        _guard.Begin();
        var full = Path.Combine(_work.Root, path);
        var started = Stopwatch.GetTimestamp();
        var source = _work.SourceOf(path, full);
        var status = FileStatus.Read(source);
        CheckedFile file = new(path, full, _work.IsExecutable(path) ?? status.IsExecutable);
        wanted = status.Kind == FileKind.Link ? wanted & _work.Names : wanted;
        var read = wanted & ~_work.Names;
        if (read != 0 && status.Kind is FileKind.Folder or FileKind.Other)
        {
            _record.Find(read, path, "cannot be checked: it is no file but a folder, a pipe or a device");
            wanted &= _work.Names;
        }
        else if (read != 0)
        {
            var most = readsAll || (read & _work.Wholes) != 0 ? FileCheck.MostInMemory : TextJudgement.Beginning;
            _content = _reader.Read(source, most, status.Kind == FileKind.File && status.IsDetailed ? status.Size : -1);
            if (_content.Problem is { } problem)
            {
                _record.Find(read, path, $"cannot be checked: {problem}");
                wanted &= _work.Names;
            }
            else
            {
                wanted = _work.OfKind(wanted, _content.Bytes.Span, file.IsExecutable);
            }
        }

        _record.Share(wanted, started);
        if (!_content.IsAll && (wanted & _work.Wholes) != 0)
        {
            LargeFile.Check(file, _members, wanted & _work.Wholes, (member, found) => TakeOfLarge(member, file, found), cancellation);
            wanted &= ~_work.Wholes;
        }

        CheckAll(file, status, _content.Bytes, wanted, ifChanged & _work.Wholes);
    }

    /// <summary>Hands over what was found; called when all threads are done, for one pipeline after the other.</summary>
    public void HandOver() => _record.HandOver();

    public void Dispose() => _reader.Dispose();

    private void CheckAll(CheckedFile file, FileStatus status, ReadOnlyMemory<byte> content, ulong wanted, ulong ifChanged)
    {
        var (current, place) = (content, _record.Place);
        ulong failed = 0;
        // Whose verdict is about the content as it is now. Who repairs it takes away that of all others.
        ulong agreed = 0;
        _repairs.Begin();
        Array.Clear(_verdicts);
        // Most files are not repaired, and need one.
        Rounds? rounds = null;
        while ((agreed | ~Looking()) != ulong.MaxValue)
        {
            if (_repairs.Any
                && !(rounds ??= new Rounds(_members.Count))
                    .MayGoOn(string.Create(CultureInfo.InvariantCulture, $"{ContentHash.Of(current.Span)} {agreed} {failed}")))
            {
                break;
            }

            for (var i = 0; i < _members.Count; i++)
            {
                var bit = 1UL << i;
                if ((Looking() & ~agreed & bit) == 0)
                {
                    continue;
                }

                var started = Stopwatch.GetTimestamp();
                if (Check(i, mayFix: (failed & _work.Turns.PrerequisitesOf(i)) == 0, file, current) is { } repaired)
                {
                    current = repaired;
                    agreed = 0;
                    _repairs.Add(i);
                }

                _record.Spend(i, started);
                if (_missing is not null)
                {
                    return;
                }

                agreed |= bit;
                failed = _findings.Count > 0 ? failed | bit : failed & ~bit;
                _verdicts[i] = null;
                if (_findings.Count > 0)
                {
                    (_verdicts[i], _findings) = (_findings, new Findings());
                }
            }
        }

        if ((agreed | ~Looking()) != ulong.MaxValue)
        {
            _isForLater = false;
            JudgeAsItIs(file, content, wanted & ~_repairs.Disagree(file.Path, rounds!.Why));
        }
        else if (_repairs.Contested(failed) is { } contested)
        {
            _isForLater = false;
            JudgeAsItIs(file, content, wanted & ~_repairs.Drop(file.Path, contested));
        }
        else if (_repairs.Any && _repairs.TryWrite(file, status, _content.Bytes, current) is var told && told != 0)
        {
            _isForLater = false;
            JudgeAsItIs(file, content, wanted & ~told);
        }
        else if (_isForLater)
        {
            _record.Postpone(failed & ~_work.Turns.Later, place);
        }
        else
        {
            TakeVerdicts(file.Path);
        }

        _repairs.End();

        ulong Looking() => wanted | (_repairs.Any ? ifChanged : 0);
    }

    // What was found in a repair that nobody keeps says nothing of the file.
    private void JudgeAsItIs(CheckedFile file, ReadOnlyMemory<byte> content, ulong some)
    {
        for (var i = 0; i < _members.Count && _missing is null; i++)
        {
            if (((some >> i) & 1) != 0)
            {
                _findings = new Findings();
                _ = Check(i, mayFix: false, file, content);
                _record.Find(i, file.Path, _findings.Count > 0 ? _findings : null);
            }
        }

        _findings = new Findings();
    }

    private void TakeVerdicts(string path)
    {
        for (var i = 0; i < _verdicts.Length; i++)
        {
            _record.Find(i, path, _verdicts[i]);
        }
    }

    // What a check cannot cope with is its own finding: the others go on.
    private ReadOnlyMemory<byte>? Check(int member, bool mayFix, CheckedFile file, ReadOnlyMemory<byte> content)
    {
        var check = _members[member].Check!;
        try
        {
            check.Check(file, content.Span, _findings);
            if (_findings.Count > 0 && (check.CanFix || check.IsAboutLines) && !IsTrue(member, file))
            {
                return null;
            }

            var isNamed = !PathText.HasRawBytes(file.Path);
            if (_findings.Count > 0 && _work.Fixing && check.CanFix && !isNamed)
            {
                _findings.Add(0, 0, "was not repaired, since its name is not UTF-8: rename it, or leave it out by Exclude");
            }

            var isAll = _content.IsAll;
            if (_findings.Count > 0 && _work.Fixing && check.CanFix && !isAll)
            {
                _findings.Add(0, 0, $"was not repaired, since it is larger than {FileCheck.MostInMemory / (1024 * 1024)} MiB");
            }

            var wouldFix = _findings.Count > 0 && _work.Fixing && mayFix && check.CanFix && isNamed && isAll;
            _isForLater |= wouldFix && ((_work.Turns.Later >> member) & 1) != 0;
            if (!wouldFix || ((_work.Turns.Now >> member) & 1) == 0 || _repairs.Make(check, file, content) is not { } repaired)
            {
                return null;
            }

            _findings = new Findings();
            check.Check(file, repaired.Span, _findings);
            return repaired;
        }
        catch (CheckSetupException e)
        {
            _findings.Add(0, 0, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _findings.Add(0, 0, $"the check failed on this file, which is a mistake in Hooks.Build: {e.GetType().Name}: {e.Message}");
        }

        return null;
    }

    // Whether what was found counts: not in what may be no text.
    private bool IsTrue(int member, CheckedFile file)
    {
        var check = _members[member].Check!;
        var isRead = _content.IsAll || _content.Bytes.Length >= FileCheck.MostInMemory;
        var verdict = _guard.Judge(file, _content.Bytes.Span, isRead, check.IsAboutLines);
        if (verdict.Kind == VerdictKind.Rewrite)
        {
            // A repair writes all of a file.
            _missing = !isRead && _work.Fixing && check.CanFix ? VerdictKind.ReadAll : null;
            return _missing is null;
        }

        _missing = verdict.Kind is VerdictKind.ReadAll or VerdictKind.AskAttributes ? verdict.Kind : null;
        _findings = new Findings();
        if (verdict.Kind == VerdictKind.Doubtful)
        {
            _findings.Add(0, 0, verdict.Text);
        }
        else if (verdict.Text.Length > 0)
        {
            _record.LeaveAlone(member, file.Path, verdict.Text);
        }
        else if (verdict.Kind == VerdictKind.LeftAlone && _members[member].Standard.Contents == Catalog.FileContents.Any)
        {
            _findings.Add(0, 0, "is no text, so it is left as it is; leave it out by Exclude");
        }

        return false;
    }

    private void TakeOfLarge(int member, CheckedFile file, Findings found)
    {
        if (!_members[member].Check!.IsAboutLines || IsTrue(member, file))
        {
            _record.Find(member, file.Path, found);
        }

        if (_findings.Count > 0)
        {
            _record.Find(member, file.Path, _findings);
            _findings = new Findings();
        }
    }
}
