using System.Numerics;
using System.Text;

namespace Hooks.Build.Checks;

/// <summary>Finds secrets. One fast search finds the places where a secret may be; what is there is read by its format.</summary>
internal sealed class SecretScan(CheckedFile file, AllowedSecrets allowed) : BlockScan
{
    private static readonly AnchorSearch Search = new(SecretFormats.Groups);

    private readonly bool _isAllowed = allowed.IsFileAllowed(file.Path);
    private readonly LineCursor _lines = new();

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        if (_isAllowed)
            return;

        var places = new List<Place>();
        for (var at = 0; (at = Search.Next(block, at, out var groups)) >= 0; at++)
        {
            for (; groups != 0; groups &= (byte)(groups - 1))
                Look(block, at, BitOperations.TrailingZeroCount(groups), places);
        }

        Report(block, places, findings);
        if (!isLast)
            _lines.Leave(block);
    }

    private static void Look(ReadOnlySpan<byte> block, int at, int group, List<Place> places)
    {
        foreach (var anchor in Search.Group(group))
        {
            var start = at - anchor.Rare;
            if (anchor.IsAt(block, start) && anchor.Format.TryRead(block, start, anchor.Text.Length, out var secret))
                places.Add(new Place(secret.Start.Value, secret.End.Value, anchor.Format));
        }
    }

    // Where a value is of a format of its own, that is what is told, not that it stands behind a telling name.
    private void Report(ReadOnlySpan<byte> block, List<Place> places, Findings findings)
    {
        places.Sort(Place.InOrder);
        for (var i = 0; i < places.Count; i++)
        {
            var place = places[i];
            var isInside = i > 0 && place.Start < places[i - 1].End && places[i - 1].Format is not AssignedSecret;
            var hasOther = place.Format is AssignedSecret && i + 1 < places.Count && places[i + 1].Start < place.End;
            if (!isInside && !hasOther)
                Report(block, place, findings);
        }
    }

    private void Report(ReadOnlySpan<byte> block, Place place, Findings findings)
    {
        // The line that a private key begins with is the same for all: the file says which one it is.
        var secret = block[place.Start..place.End];
        var fingerprint = SecretFingerprint.Of(place.Format.Name, place.Format is KeyBlock ? Encoding.UTF8.GetBytes(file.Path) : secret);
        if (allowed.IsAllowed(fingerprint))
            return;

        findings.Add(
            _lines.LineAt(block, place.Start),
            findings.Count < Findings.Most ? LineCursor.ColumnAt(block, place.Start) : 0,
            $"{place.Format.Name} ({HiddenText.Of(secret)}); take it out and replace it wherever it is in use, "
            + $"or write {fingerprint} into {allowed.List} to accept it");
    }

    private readonly record struct Place(int Start, int End, SecretFormat Format)
    {
        /// <summary>The first come first; of those, the longest, and what stands behind a telling name.</summary>
        public static int InOrder(Place one, Place other) =>
            one.Start != other.Start ? one.Start.CompareTo(other.Start)
            : one.End != other.End ? other.End.CompareTo(one.End)
            : (one.Format is AssignedSecret ? 0 : 1).CompareTo(other.Format is AssignedSecret ? 0 : 1);
    }
}
