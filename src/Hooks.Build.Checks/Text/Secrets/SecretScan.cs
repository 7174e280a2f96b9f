using System.Text;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>Finds secrets. One fast search finds the places where a secret may be; what is there is read by its format.</summary>
/// <param name="file">What it looks at.</param>
/// <param name="allowed">What is accepted.</param>
/// <param name="found">Takes the secrets instead of what is said of them to people, who see a little of each.</param>
internal sealed class SecretScan(CheckedFile file, AllowedSecrets allowed, List<FoundSecret>? found = null) : BlockScan
{
    private static readonly SecretSearch Search = new(SecretFormats.Texts, SecretFormats.Words);

    // In source text there are many places where a secret may be, and few secrets: a list for each file is a third of what is allocated.
    [ThreadStatic]
    private static List<AnchorPlace>? t_anchors;

    private readonly bool _isAllowed = allowed.IsFileAllowed(file.Path);
    private readonly LineCursor _lines = new();
    private Utf16Text? _utf16;
    private bool _isBehindFirst;

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        if (_isAllowed)
            return;

        if (!_isBehindFirst)
            (_utf16, _isBehindFirst) = (Utf16Text.Find(block), true);
        if (_utf16 is not null)
            block = _utf16.Read(block, isLast);

        Report(block, Look(block), findings);
        if (!isLast)
            _lines.Leave(block);
    }

    private static List<Place> Look(ReadOnlySpan<byte> block)
    {
        var anchors = t_anchors ??= [];
        anchors.Clear();
        Search.Search(block, anchors);

        List<Place> places = [];
        foreach (var (start, anchor) in anchors)
        {
            if (anchor.Format.TryRead(block, start, anchor.Text.Length, out var secret))
                places.Add(new Place(secret.Start.Value, secret.End.Value, anchor.Format));
        }

        return places;
    }

    // Where a value is of a format of its own, that is what is told, not that it stands behind a telling name.
    private void Report(ReadOnlySpan<byte> block, List<Place> places, Findings findings)
    {
        places.Sort(Place.InOrder);
        for (var i = 0; i < places.Count; i++)
        {
            var place = places[i];
            var isInside = i > 0 && place.Start < places[i - 1].End && !places[i - 1].Format.IsByContext;
            var hasOther = place.Format.IsByContext && i + 1 < places.Count && places[i + 1].Start < place.End;
            if (!isInside && !hasOther)
                Report(block, place, findings);
        }
    }

    private void Report(ReadOnlySpan<byte> block, Place place, Findings findings)
    {
        // The line that a private key begins with is the same for all: the file says which one it is.
        var secret = block[place.Start..place.End];
        var fingerprint = SecretFingerprint.Of(place.Format.Name, place.Format is KeyBlock or PuttyKey ? Encoding.UTF8.GetBytes(file.Path) : secret);
        if (allowed.IsAllowed(fingerprint))
            return;

        if (found is not null)
        {
            found.Add(new FoundSecret(_lines.LineAt(block, place.Start), place.Format.Name, fingerprint));
            return;
        }

        findings.Add(
            _lines.LineAt(block, place.Start),
            findings.Count < Findings.Most ? LineCursor.ColumnAt(block, place.Start) : 0,
            $"{place.Format.Name} ({HiddenText.Of(secret)}); take it out and replace it wherever it is in use, "
            + $"or write {fingerprint} into {allowed.List} to accept it"
            + (allowed.IsLeftOut ? $" ({allowed.List} is not in git, and so accepts nothing for a commit: 'git add {allowed.List}')" : ""));
    }

    private readonly record struct Place(int Start, int End, SecretFormat Format)
    {
        /// <summary>The first come first; of those, the longest, and what stands behind a telling name.</summary>
        public static int InOrder(Place one, Place other) =>
            one.Start != other.Start ? one.Start.CompareTo(other.Start)
            : one.End != other.End ? other.End.CompareTo(one.End)
            : (one.Format.IsByContext ? 0 : 1).CompareTo(other.Format.IsByContext ? 0 : 1);
    }
}
