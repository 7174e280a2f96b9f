namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// Puts new content in the place of a user's file: all of it or nothing, whenever the process ends, and never over what was saved since the file was
/// read. All replacing of users' files is done here. The new file is written first, as that takes time. Then it is exchanged with the old one in one
/// step, and what comes out is looked at: if it is not what was read, it goes back. Where the system cannot exchange files, the last look is right
/// before the new one takes the place. A file that another program has open for writing is not replaced where that is known.
/// </summary>
/// <param name="exchange">Exchanges two files; the system's own way where it is <see langword="null"/>.</param>
internal sealed class UserFile(Func<string, string, Exchange>? exchange = null)
{
    private readonly Func<string, string, Exchange> _exchange = exchange ?? NativeRename.TryExchange;

    /// <summary>Replaces a file.</summary>
    /// <returns>How the new file was made; <see langword="null"/> where the file is no more as it was read, and was left as it is now.</returns>
    /// <exception cref="HeldFileException">Another program has it open for writing; it was left as it is.</exception>
    /// <exception cref="IOException">It cannot be written, or replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public FileStatus? TryReplace(Replacement change) =>
        change.Drafts is { } drafts && TryReplace(change, drafts, mayBeElsewhere: true, out var made) ? made
        : TryReplace(change, Path.GetDirectoryName(change.Path)!, mayBeElsewhere: false, out made) ? made
        : null;

    // False where the folder is on another file system.
    private bool TryReplace(Replacement change, string folder, bool mayBeElsewhere, out FileStatus? made)
    {
        // Short: the file's own name may be as long as names can be.
        var draft = Path.Combine(folder, ".hooks-build-" + Guid.NewGuid().ToString("N")[..16]);
        var isOurs = true;
        try
        {
            var mode = Seen.ModeOf(change.Path, change.Before);
            made = change.Write(draft, mode);
            if (OpenElsewhere.IsWritten(change.Path, draft))
            {
                // On another file system the draft proves nothing: it is asked again of one beside the file.
                if (mayBeElsewhere)
                {
                    return false;
                }

                throw new HeldFileException(
                    $"{change.Path} is open for writing in another program, which would go on writing to the old file: close it there, or let that program end");
            }

            var come = change.IsUntouched() ? _exchange(draft, change.Path) : Exchange.Gone;
            if (come == Exchange.Unknown)
            {
                isOurs = !FileRename.TryReplace(draft, change.Path);
                return !isOurs || mayBeElsewhere ? !isOurs : throw new IOException($"{change.Path} cannot be replaced");
            }

            isOurs = come != Exchange.Done;
            made = come == Exchange.Done && Settle(draft, change, mode, made.Value) ? made : null;
            isOurs = true;
            return true;
        }
        finally
        {
            if (isOurs)
            {
                File.Delete(draft);
            }
        }
    }

    // Each exchange is to bring out what the one before put in. What else comes out was saved meanwhile, and is put back.
    private bool Settle(string draft, Replacement change, UnixFileMode mode, FileStatus made)
    {
        Func<Seen, bool> isExpected = seen => seen.Mode == mode && seen.Content is { } content && change.IsBefore(content);
        Func<Seen, bool> isPut = seen => seen.Status with { Changed = made.Changed } == made
            && seen.Content is { } content
            && change.After.Span.SequenceEqual(content);
        for (var isReplaced = true; ; isReplaced = false)
        {
            var found = Seen.At(draft);
            if (isExpected(found))
            {
                return isReplaced;
            }

            if (_exchange(draft, change.Path) != Exchange.Done)
            {
                throw new SavedElsewhereException($"{change.Path} was saved while it was repaired, and what was saved cannot be put back: it is in {draft}");
            }

            (isExpected, isPut) = (isPut, found.IsSame);
        }
    }
}

/// <summary>A file was left as it is, since another program has it open for writing; the message says so.</summary>
internal sealed class HeldFileException(string message) : IOException(message);

/// <summary>What a user saved could not be put back where it was saved; the message says where it is.</summary>
internal sealed class SavedElsewhereException(string message) : IOException(message);
