//! What the log of the editors keeps.

use crate::slug_enum;

slug_enum! {
    /// Something that was done; the log shows the word that it keeps.
    AuditAct {
        /// Something new came in, with an address that is confirmed.
        SentIn = "ingestuurd";
        /// An editor put a version on the map.
        Published = "gepubliceerd";
        /// An editor asked the sender something.
        Asked = "gevraagd";
        /// An editor declined a version.
        Declined = "afgewezen";
        /// An editor took a decision back.
        Undone = "ongedaan gemaakt";
        /// An editor mended what was sent in.
        Amended = "aangepast";
        /// An editor took over what another one was looking at.
        TakenOver = "bekijken overgenomen";
        /// An owner sent a change in.
        Changed = "wijziging ingestuurd";
        /// Taken off the map; the page stays.
        Archived = "gearchiveerd";
        /// Taken off the map for good.
        Withdrawn = "ingetrokken";
        /// An owner said that it is finished.
        Finished = "afgerond";
        /// Somebody said that it still holds.
        StillTrue = "klopt nog";
        /// Somebody became an owner.
        Owner = "eigenaar";
        /// Somebody owns it no longer.
        NoOwner = "eigenaar af";
        /// An owner offered it to somebody.
        Offered = "aangeboden";
        /// An owner took an offer back.
        OfferTakenBack = "teruggenomen";
        /// An editor granted a claim.
        ClaimGranted = "claim toegewezen";
        /// An editor refused a claim.
        ClaimRefused = "claim afgewezen";
        /// Somebody asked the owners to join them.
        AskedToJoin = "wil erbij horen";
        /// An owner said no to somebody who asked to join.
        JoinRefused = "erbij afgewezen";
        /// An owner asked to be linked to the initiative they took over.
        AdoptionAsked = "overname gevraagd";
        /// The source confirmed an adoption.
        AdoptionConfirmed = "overname bevestigd";
        /// The source refused an adoption.
        AdoptionRefused = "overname geweigerd";
        /// Either side ended an adoption.
        AdoptionEnded = "overname beëindigd";
        /// An editor handled a report.
        ReportHandled = "melding afgehandeld";
        /// An organiser put a gathering on the agenda.
        GatheringAnnounced = "bijeenkomst aangekondigd";
        /// An organiser changed a gathering that was announced.
        GatheringChanged = "bijeenkomst aangepast";
        /// An organiser published the programme of a gathering.
        ProgrammePublished = "programma gepubliceerd";
        /// An owner offered to pitch an initiative.
        PitchOffered = "pitch aangeboden";
        /// An owner opened a visit moment.
        VisitOpened = "bezoek geopend";
        /// An organiser, or an owner, cancelled a gathering.
        GatheringCancelled = "bijeenkomst geannuleerd";
        /// An organiser said that a board carries the Werkplaats, and since when.
        BoardCarries = "bestuur draagt de Werkplaats";
        /// An organiser said that a board carries the Werkplaats no longer.
        BoardNoLongerCarries = "bestuur draagt de Werkplaats niet meer";
        /// An organiser made an address to check people in at, which ended the one of before.
        CheckInAddress = "incheckadres gemaakt";
        /// Somebody took a check-in back.
        CheckInUndone = "inchecken ongedaan";
        /// An organiser said who was there.
        PresenceNoted = "aanwezigheid aangepast";
        /// An organiser wrote what came of a gathering, or changed that.
        GatheringReported = "verslag geschreven";
        /// An admin made somebody a member.
        Invited = "uitgenodigd";
        /// An admin changed what words mean to the search.
        Synonyms = "zoekwoorden aangepast";
        /// An admin ended a membership.
        Dismissed = "beëindigd";
        /// An admin took the log along.
        LogTaken = "logboek gedownload";
        /// Somebody calls themselves something else.
        Renamed = "naam veranderd";
        /// Somebody signed out on every device.
        SignedOutEverywhere = "overal uitgelogd";
        /// Somebody made a passkey.
        PasskeyAdded = "passkey gemaakt";
        /// Somebody removed a passkey of theirs.
        PasskeyRemoved = "passkey verwijderd";
        /// An admin removed all passkeys of somebody who lost them.
        PasskeysCleared = "passkeys gewist";
        /// Somebody had their data erased.
        Erased = "gewist";
    }
}
