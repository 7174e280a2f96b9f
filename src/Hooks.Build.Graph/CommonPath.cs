using System.Runtime.InteropServices;

namespace Hooks.Build.Graph;

/// <summary>
/// Looks for a path that two patterns match and no excluded one does, the shortest first, through the product of their automata. What git cannot have is no
/// path: an empty segment, '.', '..', NUL.
/// </summary>
internal sealed class CommonPath
{
    private static readonly GlobCharacters Dot = GlobCharacters.Of('.');

    private readonly GlobStates _one;
    private readonly GlobStates _other;
    private readonly GlobExclusion _excluded;
    private readonly GlobBudget _budget;
    private readonly Dictionary<Place, (Place From, char Character)> _reached = [];
    private readonly Queue<Place> _open = new();
    private readonly List<GlobCharacters> _told = [];
    private readonly List<char> _choices = [];

    private CommonPath(GlobStates one, GlobStates other, GlobExclusion excluded, GlobBudget budget) =>
        (_one, _other, _excluded, _budget) = (one, other, excluded, budget);

    // What a segment is so far.
    private enum Name
    {
        Empty,
        Dot,
        Dots,
        Usual,
    }

    /// <summary>Looks for the path.</summary>
    /// <param name="one">A pattern.</param>
    /// <param name="other">Another.</param>
    /// <param name="excluded">What the path must not match.</param>
    /// <param name="budget">How far to look.</param>
    /// <param name="starsTakeOne">Whether <c>*</c> is to stand for one character at least.</param>
    /// <param name="path">The path; null where there is none, or where the budget did not suffice to say.</param>
    /// <returns>False where there is none.</returns>
    public static bool MayBe(GlobPath one, GlobPath other, GlobExclusion excluded, GlobBudget budget, bool starsTakeOne, out string? path)
    {
        var search = new CommonPath(new GlobStates(one, starsTakeOne), new GlobStates(other, starsTakeOne), excluded, budget);
        path = null;
        if (!search.TryReachEnd(out var end))
            return false;

        path = end is { } place ? search.PathTo(place) : null;
        return true;
    }

    private bool TryReachEnd(out Place? end)
    {
        end = null;
        Reach(new Place(0, 0, _excluded.Start, Name.Empty), from: default, character: '\0');
        while (_open.Count > 0)
        {
            var place = _open.Dequeue();
            if (!_budget.TryTake(200 + (40 * _excluded.SizeOf(place.Excluded))))
                return true;

            if (place.One == _one.End && place.Other == _other.End && place.Name == Name.Usual && !_excluded.Excludes(place.Excluded))
            {
                end = place;
                return true;
            }

            GoOn(place);
        }

        return false;
    }

    private void GoOn(Place place)
    {
        if (place.Name == Name.Usual
            && _one.Slash(place.One) is not GlobStates.None and var one
            && _other.Slash(place.Other) is not GlobStates.None and var other)
            Reach(new Place(one, other, _excluded.Next(place.Excluded, '/'), Name.Empty), place, '/');

        if (_one.On(place.One) is not { } mine || _other.On(place.Other) is not { } theirs)
            return;

        _told.Clear();
        _choices.Clear();
        _excluded.AddTold(place.Excluded, _told);
        if (place.Name != Name.Usual)
            _told.Add(Dot);

        mine.AddChoices(theirs, _told, _choices);
        foreach (var character in _choices)
            Reach(
                new Place(_one.Next(place.One), _other.Next(place.Other), _excluded.Next(place.Excluded, character), After(place.Name, character)),
                place,
                character);
    }

    private static Name After(Name name, char character) => (name, character) switch
    {
        (Name.Empty, '.') => Name.Dot,
        (Name.Dot, '.') => Name.Dots,
        _ => Name.Usual,
    };

    // With all places that it takes no character to get to: they are as far from the start.
    private void Reach(Place place, Place from, char character)
    {
        if (_reached.ContainsKey(place))
            return;

        _reached.Add(place, (from, character));
        _open.Enqueue(place);
        if (_one.Free(place.One) is not GlobStates.None and var one)
            Reach(place with { One = one }, from, character);
        if (_other.Free(place.Other) is not GlobStates.None and var other)
            Reach(place with { Other = other }, from, character);
    }

    private string PathTo(Place place)
    {
        var characters = new List<char>();
        for (var (from, character) = _reached[place]; character != '\0'; (from, character) = _reached[from])
            characters.Insert(0, character);

        return new string([.. characters]);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int One, int Other, int Excluded, Name Name)
    {
        public override int GetHashCode() => unchecked((((((One * 397) + Other) * 397) + Excluded) * 4) + (int)Name);
    }
}
